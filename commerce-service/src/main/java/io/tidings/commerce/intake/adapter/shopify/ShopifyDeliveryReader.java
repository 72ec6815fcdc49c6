package io.tidings.commerce.intake.adapter.shopify;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.tidings.commerce.intake.application.DeliveryReader;
import io.tidings.commerce.intake.domain.Delivery;
import io.tidings.commerce.order.application.TakeReport;
import io.tidings.commerce.order.domain.ExternalOrder;
import io.tidings.commerce.order.domain.OrderLine;
import io.tidings.commerce.order.domain.OrderStatus;
import io.tidings.commerce.order.domain.Purchase;
import io.tidings.commerce.order.domain.Tracking;
import io.tidings.contracts.Customer;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.Money;
import io.tidings.runtime.value.PhoneNumber;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

/**
 * Reads Shopify's order webhooks. Money and lines must be right; what only adorns an order (a phone nobody can dial, a
 * name that is too long) is left out or cut, because the order itself must not be lost over it.
 */
@Singleton
class ShopifyDeliveryReader implements DeliveryReader {
    private static final String PLATFORM = "shopify";
    private static final int LONGEST_NUMBER = 40;

    private final ObjectReader json;

    ShopifyDeliveryReader(ObjectMapper json) {
        // the resource has some eighty properties and gets new ones every quarter
        this.json = json.readerFor(ShopifyOrder.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    @Override
    public TakeReport.Command read(TenantId tenant, Delivery delivery) {
        var order = parse(delivery.body());
        if (order.id() == null || order.currency() == null || order.totalPrice() == null) {
            throw new Unreadable();
        }
        var reached = reached(order, delivery.topic());
        var shipment = reached == OrderStatus.SHIPPED ? shipment(order) : null;
        var number =
                Text.orElse(Text.cut(order.name(), LONGEST_NUMBER), order.id().toString());
        var purchase = new Purchase(
                number,
                new Customer(name(order), phone(order)),
                Money.ofDecimal(order.totalPrice(), order.currency()),
                ExternalOrder.ofNullable(PLATFORM, order.id().toString()),
                instant(order.createdAt(), delivery.receivedAt()));
        return new TakeReport.Command(
                tenant,
                null,
                purchase,
                lines(order, order.currency()),
                reached,
                shipment == null ? null : tracking(shipment),
                instant(shipment == null ? order.updatedAt() : shipment.createdAt(), delivery.receivedAt()),
                // two shops of one tenant both begin at #1001
                number + "-" + order.id());
    }

    private ShopifyOrder parse(byte[] body) {
        try {
            ShopifyOrder order = json.readValue(body);
            if (order == null) {
                throw new Unreadable();
            }
            return order;
        } catch (IOException e) {
            throw new Unreadable();
        }
    }

    /** The body tells the whole state; the topic adds what some versions of it leave out. */
    private static OrderStatus reached(ShopifyOrder order, String topic) {
        if (order.cancelledAt() != null || topic.equals("orders/cancelled")) {
            return OrderStatus.CANCELLED;
        }
        return topic.equals("orders/fulfilled") || "fulfilled".equals(order.fulfillmentStatus())
                ? OrderStatus.SHIPPED
                : OrderStatus.PENDING;
    }

    /** The last shipment that was not called off. */
    private static ShopifyOrder.@Nullable Fulfillment shipment(ShopifyOrder order) {
        return orEmpty(order.fulfillments()).stream()
                .filter(f -> !"cancelled".equals(f.status()) && !"failure".equals(f.status()))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    private static @Nullable Tracking tracking(ShopifyOrder.Fulfillment shipment) {
        return Tracking.ofNullable(
                Text.cut(shipment.trackingCompany(), 100),
                Text.cut(shipment.trackingNumber(), 100),
                Text.url(shipment.trackingUrl()));
    }

    private static List<OrderLine> lines(ShopifyOrder order, String currency) {
        return orEmpty(order.lineItems()).stream()
                .filter(item -> quantity(item) > 0)
                .map(item -> OrderLine.of(
                        Text.cut(item.sku(), 255),
                        Text.orElse(Text.cut(Text.orElse(item.name(), item.title()), 300), "?"),
                        quantity(item),
                        item.price() == null
                                ? null
                                : Money.ofDecimal(item.price(), currency).minor()))
                .toList();
    }

    private static int quantity(ShopifyOrder.LineItem item) {
        return Objects.requireNonNullElse(item.currentQuantity(), Objects.requireNonNullElse(item.quantity(), 0));
    }

    private static @Nullable String name(ShopifyOrder order) {
        var customer = order.customer();
        var name = customer == null
                ? null
                : (Text.orElse(customer.firstName(), "") + " " + Text.orElse(customer.lastName(), "")).strip();
        var address = order.shippingAddress();
        return Text.cut(Text.orNull(name) != null ? name : address == null ? null : address.name(), 200);
    }

    /** The first phone that could be dialled. */
    private static @Nullable String phone(ShopifyOrder order) {
        var customer = order.customer();
        var address = order.shippingAddress();
        var region = address == null ? null : address.countryCode();
        return Stream.of(
                        Text.orElse(order.phone(), ""),
                        customer == null ? "" : Text.orElse(customer.phone(), ""),
                        address == null ? "" : Text.orElse(address.phone(), ""))
                .map(text -> dialled(text, region))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String dialled(String text, @Nullable String region) {
        try {
            return PhoneNumber.parse(text, region).e164();
        } catch (PhoneNumber.Invalid e) {
            return null;
        }
    }

    private static Instant instant(@Nullable OffsetDateTime time, Instant otherwise) {
        return time == null ? otherwise : time.toInstant();
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }

    /** The body is no order. */
    static final class Unreadable extends Refusal {
        Unreadable() {
            super(Kind.INVALID, "shopify.body", "The body is not an order of Shopify");
        }
    }
}
