package io.tidings.commerce.store.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.commerce.store.application.ConnectStore;
import io.tidings.commerce.store.application.FindStores;
import io.tidings.commerce.store.domain.Store;
import io.tidings.runtime.web.Answers;
import io.tidings.runtime.web.Caller;
import io.tidings.runtime.web.Idempotency;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageQuery;

import java.time.Instant;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Shops that send their orders by webhook. The webhook's secret goes in once and never comes out. */
@Path("/api/v1/stores")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class StoreResource {

    /** A shop to connect. */
    record StoreRequest(
            @NotNull @Pattern(regexp = "shopify", message = "must be shopify")
            String platform,

            @NotBlank @Size(max = 200) String name,

            @NotNull
            @Size(max = 255)
            @Pattern(
                    regexp = "[A-Za-z0-9][A-Za-z0-9-]*\\.myshopify\\.com",
                    message = "must be the shop's name at myshopify.com")
            String shopDomain,

            @NotNull @Size(max = 255) String webhookSecret) {}

    /** A connected shop; {@code webhookUrl} is where the shop must send its webhooks. */
    record StoreView(
            UUID id,
            String platform,
            String name,
            String shopDomain,
            String webhookSecretLastFour,
            String webhookUrl,
            Instant createdAt) {

        static StoreView of(Store store) {
            return new StoreView(
                    store.id().value(),
                    store.platform(),
                    store.name(),
                    store.shopDomain(),
                    store.webhookSecret().lastFour(),
                    "/webhooks/" + store.platform() + "/" + store.id().value(),
                    store.createdAt());
        }
    }

    private final ConnectStore connectStore;
    private final FindStores findStores;
    private final Idempotency idempotency;

    StoreResource(ConnectStore connectStore, FindStores findStores, Idempotency idempotency) {
        this.connectStore = connectStore;
        this.findStores = findStores;
        this.idempotency = idempotency;
    }

    /** Connects a shop: 201. Refuses a weak secret (422 {@code store.weak-secret}) and a second time (409 {@code store.exists}). */
    @POST
    @PermissionsAllowed("stores:write")
    public Uni<Response> connect(@BeanParam Caller caller, @NotNull @Valid StoreRequest body) {
        var command = new ConnectStore.Command(
                caller.tenant(), body.platform(), body.name(), body.shopDomain(), body.webhookSecret());
        return idempotency.once(
                caller,
                body,
                () -> connectStore
                        .handle(command)
                        .map(store -> Answers.created(
                                "/api/v1/stores/" + store.id().value(), StoreView.of(store), store.version())));
    }

    /** Connected shops, newest first. */
    @GET
    @PermissionsAllowed("stores:read")
    public Uni<Page<StoreView>> list(@BeanParam Caller caller, @BeanParam PageQuery page) {
        var request = page.of(caller.tenant());
        return findStores
                .page(caller.tenant(), request.before(), request.fetch())
                .map(stores ->
                        Page.of(request, stores.stream().map(StoreView::of).toList(), StoreView::id));
    }
}
