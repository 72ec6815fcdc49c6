package io.tidings.commerce.intake.adapter.shopify;

import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.HeaderParam;

/**
 * What Shopify says of a delivery beside the body. Webhooks carry {@code X-Shopify-*}; the newer "Events" deliveries
 * carry the same names without the prefix (shopify-app-js, {@code lib/types.ts}).
 */
public class ShopifyHeaders {
    @HeaderParam("X-Shopify-Topic")
    @Nullable
    String topic;

    @HeaderParam("shopify-topic")
    @Nullable
    String eventsTopic;

    @HeaderParam("X-Shopify-Hmac-Sha256")
    @Nullable
    String hmac;

    @HeaderParam("shopify-hmac-sha256")
    @Nullable
    String eventsHmac;

    @HeaderParam("X-Shopify-Webhook-Id")
    @Nullable
    String webhookId;

    @HeaderParam("shopify-webhook-id")
    @Nullable
    String eventsWebhookId;

    /** Such as {@code orders/create}; empty when it is not said. */
    String topic() {
        return first(topic, eventsTopic);
    }

    /** Base64; empty when it is not said. */
    String hmac() {
        return first(hmac, eventsHmac);
    }

    /** Id of this delivery, the same on each retry; empty when it is not said. */
    String webhookId() {
        return first(webhookId, eventsWebhookId);
    }

    private static String first(@Nullable String classic, @Nullable String events) {
        return classic != null ? classic : events != null ? events : "";
    }
}
