package io.tidings.commerce.intake.adapter.shopify;

import org.jspecify.annotations.Nullable;

import java.time.OffsetDateTime;
import java.util.List;

/**
 * What we read of the REST Admin order resource, which is what order webhooks carry: money as decimal strings, times with
 * the shop's offset.
 *
 * @see <a href="https://shopify.dev/docs/api/admin-rest/latest/resources/order">Shopify: the Order resource</a>
 */
record ShopifyOrder(
        @Nullable Long id,
        @Nullable String name,
        @Nullable String phone,
        @Nullable String currency,
        @Nullable String totalPrice,
        @Nullable String fulfillmentStatus,
        @Nullable OffsetDateTime cancelledAt,
        @Nullable OffsetDateTime createdAt,
        @Nullable OffsetDateTime updatedAt,
        @Nullable Customer customer,
        @Nullable Address shippingAddress,
        @Nullable List<LineItem> lineItems,
        @Nullable List<Fulfillment> fulfillments) {

    /** The buyer's account; orders of guests have none. */
    record Customer(
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String phone) {}

    /** Where the parcel goes; {@code countryCode} is ISO 3166. */
    record Address(
            @Nullable String name,
            @Nullable String phone,
            @Nullable String countryCode) {}

    /** {@code currentQuantity} is what is left of the line after edits and refunds. */
    record LineItem(
            @Nullable String sku,
            @Nullable String title,
            @Nullable String name,
            @Nullable Integer quantity,
            @Nullable Integer currentQuantity,
            @Nullable String price) {}

    /** One shipment. */
    record Fulfillment(
            @Nullable String status,
            @Nullable OffsetDateTime createdAt,
            @Nullable String trackingCompany,
            @Nullable String trackingNumber,
            @Nullable String trackingUrl) {}
}
