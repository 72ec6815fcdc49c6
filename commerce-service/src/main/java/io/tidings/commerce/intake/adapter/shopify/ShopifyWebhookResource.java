package io.tidings.commerce.intake.adapter.shopify;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.commerce.intake.adapter.persistence.StoreOwners;
import io.tidings.commerce.intake.application.ReceiveDelivery;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;

import java.util.Set;
import java.util.UUID;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * Where a shop sends its webhooks. Answers 200 once the delivery is stored, which needs PostgreSQL and nothing else; the
 * work comes after. A delivery that is old or late is taken all the same: Shopify retries for four hours, and an order
 * never goes backwards.
 *
 * @see <a href="https://shopify.dev/docs/apps/build/webhooks/subscribe/https">Shopify: HTTPS webhooks</a>
 */
@Path("/webhooks/shopify")
@Consumes(MediaType.WILDCARD)
class ShopifyWebhookResource {
    private static final Set<String> TOPICS =
            Set.of("orders/create", "orders/updated", "orders/fulfilled", "orders/cancelled");

    private final StoreOwners owners;
    private final ReceiveDelivery receive;

    ShopifyWebhookResource(StoreOwners owners, ReceiveDelivery receive) {
        this.owners = owners;
        this.receive = receive;
    }

    /**
     * Takes a delivery. 401 {@code webhook.signature} when the store's secret did not sign these bytes, and for an address of
     * no store, so that nobody learns which there are; 200 and nothing else for topics we do not use.
     */
    @POST
    @Path("/{store}")
    @PermissionsAllowed("webhooks:receive")
    public Uni<Response> receive(@PathParam("store") String store, @BeanParam ShopifyHeaders headers, byte[] body) {
        var id = idOf(store);
        return owners.of(id)
                .map(owner -> owner.orElseThrow(BadlySigned::new))
                .chain(tenant -> receive.handle(command(tenant, id, headers, body)))
                .map(ShopifyWebhookResource::answer);
    }

    private static ReceiveDelivery.Command command(TenantId tenant, UUID store, ShopifyHeaders headers, byte[] body) {
        return new ReceiveDelivery.Command(
                tenant,
                store,
                headers.webhookId(),
                headers.topic(),
                TOPICS.contains(headers.topic()),
                body,
                secret -> ShopifySignature.isOf(body, secret, headers.hmac()));
    }

    private static Response answer(ReceiveDelivery.Outcome outcome) {
        return switch (outcome) {
            case KEPT, KNOWN, NOT_WANTED -> Response.ok().build();
            case BADLY_SIGNED -> throw new BadlySigned();
        };
    }

    private static UUID idOf(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new BadlySigned();
        }
    }

    /** The signature is not of these bytes and the store's secret. */
    static final class BadlySigned extends Refusal {
        BadlySigned() {
            super(
                    Kind.UNAUTHENTICATED,
                    "webhook.signature",
                    "The signature is not of this body and the store's secret");
        }
    }
}
