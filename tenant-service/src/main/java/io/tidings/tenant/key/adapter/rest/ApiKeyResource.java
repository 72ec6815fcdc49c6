package io.tidings.tenant.key.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.web.Answers;
import io.tidings.runtime.web.Caller;
import io.tidings.runtime.web.Idempotency;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageQuery;
import io.tidings.tenant.access.adapter.rest.Visibility;
import io.tidings.tenant.key.application.CreateApiKey;
import io.tidings.tenant.key.application.ListApiKeys;
import io.tidings.tenant.key.application.RevokeApiKey;
import io.tidings.tenant.key.application.RotateApiKey;
import io.tidings.tenant.key.domain.ApiKey;
import io.tidings.tenant.key.domain.Networks;
import io.tidings.tenant.key.domain.Permissions;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/**
 * API keys of a tenant, for the operator and for keys of that tenant with {@code api-keys:*}. Refusals:
 * {@code tenant.not-found}, {@code api-key.not-found}, {@code api-key.permissions}, {@code api-key.permission-unknown},
 * {@code api-key.mode}, {@code api-key.expires-at}, {@code api-key.allowed-networks}, {@code api-key.not-usable}, {@code permission.beyond-own}.
 */
@Path("/api/v1/tenants/{id}/api-keys")
class ApiKeyResource {
    private static final int DEFAULT_GRACE_HOURS = 24;

    /** @param rateLimit requests a minute; absent: the plan's */
    record CreateRequest(
            @NotBlank @Size(max = 200) String name,
            @Nullable @Size(min = 1, max = 100) List<@NotNull @Size(max = 60) String> permissions,
            @Nullable @Size(max = 10) String mode,
            @Nullable @Min(1) @Max(1_000_000) Integer rateLimit,
            @Nullable Instant expiresAt,
            @Nullable @Size(max = 50) List<@NotNull @Size(max = 45) String> allowedNetworks) {}

    /** @param graceHours for how long the old key works beside the new one; absent: 24 */
    record RotateRequest(@Nullable @Min(0) @Max(168) Integer graceHours) {}

    record CreatedView(
            UUID id,
            String name,
            @Nullable String key,
            String mode,
            String lastFour,
            List<String> permissions,
            @Nullable Integer rateLimit,
            @Nullable Instant expiresAt,
            List<String> allowedNetworks,
            Instant createdAt) {
        static CreatedView of(CreateApiKey.Created created) {
            var key = created.key();
            return new CreatedView(
                    key.id().value(),
                    key.name(),
                    created.secret().text(),
                    key.mode(),
                    key.lastFour(),
                    key.permissions(),
                    key.rateLimit(),
                    key.expiresAt(),
                    key.allowedNetworks(),
                    key.createdAt());
        }

        CreatedView withoutKey() {
            return new CreatedView(
                    id, name, null, mode, lastFour, permissions, rateLimit, expiresAt, allowedNetworks, createdAt);
        }
    }

    record ApiKeyView(
            UUID id,
            String name,
            String mode,
            String lastFour,
            List<String> permissions,
            @Nullable Integer rateLimit,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable UUID replacedBy,
            @Nullable Instant lastUsedAt,
            List<String> allowedNetworks,
            Instant createdAt) {
        static ApiKeyView of(ApiKey key) {
            return new ApiKeyView(
                    key.id().value(),
                    key.name(),
                    key.mode(),
                    key.lastFour(),
                    key.permissions(),
                    key.rateLimit(),
                    key.expiresAt(),
                    key.revokedAt(),
                    key.replacedBy(),
                    key.lastUsedAt(),
                    key.allowedNetworks(),
                    key.createdAt());
        }
    }

    private final CreateApiKey createApiKey;
    private final ListApiKeys listApiKeys;
    private final RotateApiKey rotateApiKey;
    private final RevokeApiKey revokeApiKey;
    private final Idempotency idempotency;

    ApiKeyResource(
            CreateApiKey createApiKey,
            ListApiKeys listApiKeys,
            RotateApiKey rotateApiKey,
            RevokeApiKey revokeApiKey,
            Idempotency idempotency) {
        this.createApiKey = createApiKey;
        this.listApiKeys = listApiKeys;
        this.rotateApiKey = rotateApiKey;
        this.revokeApiKey = revokeApiKey;
        this.idempotency = idempotency;
    }

    /** Shows the key, this once: a replay by Idempotency-Key answers the same without it, because nothing keeps it. */
    @POST
    @PermissionsAllowed("api-keys:write")
    public Uni<Response> create(@BeanParam Caller caller, UUID id, @NotNull @Valid CreateRequest body) {
        var tenant = Visibility.visible(caller, id);
        return idempotency.once(
                caller,
                tenant,
                body,
                () -> create(caller, tenant, body),
                answer -> ((CreatedView) answer).withoutKey());
    }

    /** Without permissions asked for, the key may do what its maker may. */
    private Uni<Response> create(Caller caller, TenantId tenant, CreateRequest body) {
        return createApiKey
                .handle(new CreateApiKey.Command(
                        tenant,
                        Visibility.actor(caller),
                        body.name(),
                        Objects.requireNonNullElse(body.mode(), "live"),
                        new Permissions(Objects.requireNonNullElse(body.permissions(), caller.permissions())),
                        new Networks(Objects.requireNonNullElse(body.allowedNetworks(), List.of())),
                        body.rateLimit(),
                        body.expiresAt()))
                .map(created -> answer(tenant, created));
    }

    private static Response answer(TenantId tenant, CreateApiKey.Created created) {
        return Answers.created(
                "/api/v1/tenants/" + tenant + "/api-keys/" + created.key().id().value(),
                CreatedView.of(created),
                created.key().version());
    }

    /** Answers the new key, shown this once; the old one works on for the grace. */
    @POST
    @Path("/{keyId}/rotate")
    @PermissionsAllowed("api-keys:write")
    public Uni<Response> rotate(@BeanParam Caller caller, UUID id, UUID keyId, @Nullable @Valid RotateRequest body) {
        var tenant = Visibility.visible(caller, id);
        var hours = body == null || body.graceHours() == null ? DEFAULT_GRACE_HOURS : body.graceHours();
        return idempotency.once(
                caller,
                tenant,
                Objects.requireNonNullElse(body, new RotateRequest(null)),
                () -> rotateApiKey
                        .handle(new RotateApiKey.Command(
                                tenant, Visibility.actor(caller), keyId, Duration.ofHours(hours)))
                        .map(created -> answer(tenant, created)),
                answer -> ((CreatedView) answer).withoutKey());
    }

    @GET
    @PermissionsAllowed("api-keys:read")
    public Uni<Page<ApiKeyView>> list(@BeanParam Caller caller, @BeanParam PageQuery query, UUID id) {
        var request = query.of(Visibility.visible(caller, id));
        return listApiKeys
                .handle(request.tenant(), request.before(), request.fetch())
                .map(keys -> Page.of(request, keys.stream().map(ApiKeyView::of).toList(), ApiKeyView::id));
    }

    @DELETE
    @Path("/{keyId}")
    @PermissionsAllowed("api-keys:write")
    public Uni<Void> revoke(@BeanParam Caller caller, UUID id, UUID keyId) {
        return revokeApiKey.handle(Visibility.visible(caller, id), Visibility.actor(caller), keyId);
    }
}
