package io.tidings.commerce.order.adapter.rest;

import io.tidings.commerce.order.application.PlaceOrder;
import io.tidings.commerce.order.domain.ExternalOrder;
import io.tidings.commerce.order.domain.Order;
import io.tidings.commerce.order.domain.OrderLine;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

/**
 * An order to be placed.
 *
 * @param orderNumber generated when absent
 * @param totalAmount minor units; the sum of the items when absent
 * @param orderDate now when absent
 */
record OrderRequest(
        @Nullable @Size(max = 64) @Pattern(regexp = OrderRequest.NAME, message = OrderRequest.NAME_MESSAGE)
        String orderNumber,

        @Nullable @Valid CustomerRequest customer,
        @NotEmpty @Size(max = Order.MOST_LINES) List<@NotNull @Valid ItemRequest> items,
        @Nullable @PositiveOrZero Long totalAmount,
        @NotNull @Size(min = 3, max = 3) String currency,

        @Nullable @Pattern(regexp = "shopify|woocommerce|custom", message = "must be shopify, woocommerce or custom")
        String externalPlatform,

        @Nullable @Size(max = 255) @Pattern(regexp = OrderRequest.NAME, message = OrderRequest.NAME_MESSAGE)
        String externalId,

        @Nullable Instant orderDate) {
    /** No control characters, no space at either end, not empty. */
    static final String NAME = "[^\\s\\p{Cntrl}](?:[^\\p{Cntrl}]*[^\\s\\p{Cntrl}])?";

    static final String NAME_MESSAGE = "must not be empty, begin or end with a space, or hold control characters";

    /** Who ordered; a phone in any international spelling. */
    record CustomerRequest(
            @Nullable @Size(min = 1, max = 200) String name,
            @Nullable @Size(max = 40) String phone) {}

    /** One line; {@code unitPrice} in minor units. */
    record ItemRequest(
            @Nullable @Size(min = 1, max = 255) String sku,
            @NotBlank @Size(max = 300) String productName,
            @Min(1) @Max(1_000_000) int quantity,
            @Nullable @PositiveOrZero Long unitPrice) {

        OrderLine line() {
            return OrderLine.of(sku, productName, quantity, unitPrice);
        }
    }

    PlaceOrder.Command command(TenantId tenant, String number) {
        return new PlaceOrder.Command(
                tenant,
                number,
                customer == null ? null : customer.name(),
                customer == null ? null : customer.phone(),
                items.stream().map(ItemRequest::line).toList(),
                totalAmount,
                currency,
                ExternalOrder.ofNullable(externalPlatform, externalId),
                orderDate);
    }
}
