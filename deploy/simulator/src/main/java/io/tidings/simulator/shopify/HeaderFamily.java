package io.tidings.simulator.shopify;

import io.vertx.core.MultiMap;

/** The two ways Shopify names the headers of a webhook. */
enum HeaderFamily {
    /** {@code X-Shopify-Topic} and so on. */
    CLASSIC {
        @Override
        void write(MultiMap headers, Delivery delivery, String hmac) {
            headers.add("X-Shopify-Topic", delivery.topic())
                    .add("X-Shopify-Hmac-Sha256", hmac)
                    .add("X-Shopify-Shop-Domain", delivery.shop())
                    .add("X-Shopify-API-Version", ShopifySettings.API_VERSION)
                    .add("X-Shopify-Webhook-Id", delivery.webhookId())
                    .add("X-Shopify-Event-Id", delivery.eventId())
                    .add("X-Shopify-Triggered-At", delivery.triggeredAt());
        }
    },
    /** The newer "Events" deliveries: the same without the prefix, and what happened spelt out. */
    EVENTS {
        @Override
        void write(MultiMap headers, Delivery delivery, String hmac) {
            headers.add("shopify-topic", delivery.topic())
                    .add("shopify-hmac-sha256", hmac)
                    .add("shopify-shop-domain", delivery.shop())
                    .add("shopify-api-version", ShopifySettings.API_VERSION)
                    .add("shopify-webhook-id", delivery.webhookId())
                    .add("shopify-event-id", delivery.eventId())
                    .add("shopify-handle", delivery.topic().replace('/', '-'))
                    .add(
                            "shopify-action",
                            delivery.topic().substring(delivery.topic().indexOf('/') + 1))
                    .add("shopify-resource-id", "gid://shopify/Order/" + delivery.orderId())
                    .add("shopify-triggered-at", delivery.triggeredAt());
        }
    };

    abstract void write(MultiMap headers, Delivery delivery, String hmac);
}
