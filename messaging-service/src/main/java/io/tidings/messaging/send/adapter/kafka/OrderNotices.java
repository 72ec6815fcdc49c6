package io.tidings.messaging.send.adapter.kafka;

import io.tidings.contracts.Customer;
import io.tidings.contracts.commerce.OrderLine;
import io.tidings.messaging.message.domain.MessageSource;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the notices of an order have in common. */
final class OrderNotices {
    private static final int LINES_SHOWN = 20;
    private static final int LONGEST_PRODUCT = 60;

    private OrderNotices() {}

    static String intent(UUID order, String notice) {
        return "order:" + order + ":" + notice;
    }

    static MessageSource source(UUID order) {
        return new MessageSource("order", order.toString());
    }

    /** How to address the customer. */
    static String name(Customer customer) {
        return orElse(customer.name(), "there");
    }

    static String orElse(@Nullable String text, String otherwise) {
        return text == null || text.isBlank() ? otherwise : text;
    }

    /** Such as {@code 2 x Blue mug, 1 x Plate}; many are counted, not shown. */
    static String items(List<OrderLine> lines) {
        var shown = lines.stream()
                .limit(LINES_SHOWN)
                .map(line -> line.quantity() + " x " + shortened(line.productName()))
                .collect(Collectors.joining(", "));
        return lines.size() <= LINES_SHOWN ? shown : shown + " and " + (lines.size() - LINES_SHOWN) + " more";
    }

    private static String shortened(String product) {
        return product.codePointCount(0, product.length()) <= LONGEST_PRODUCT
                ? product
                : product.substring(0, product.offsetByCodePoints(0, LONGEST_PRODUCT - 1)) + "…";
    }
}
