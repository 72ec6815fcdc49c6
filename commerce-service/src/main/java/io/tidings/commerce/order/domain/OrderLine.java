package io.tidings.commerce.order.domain;

import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.value.Ids;
import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * One line of an order.
 *
 * @param id its own identity: lines are packed one by one
 * @param sku stock-keeping unit; may be unknown
 * @param productName what to pack
 * @param quantity 1 to 1,000,000
 * @param packedQuantity how many of them are packed
 * @param unitPrice minor units of the order's currency; may be unknown
 */
public record OrderLine(
        UUID id,
        @Nullable String sku,
        String productName,
        int quantity,
        int packedQuantity,
        @Nullable Long unitPrice) {
    private static final int MOST = 1_000_000;

    public OrderLine {
        if (quantity < 1 || quantity > MOST) {
            throw new BadQuantity();
        }
        if (packedQuantity < 0 || packedQuantity > quantity) {
            throw new PackedTooMany();
        }
    }

    /** A line of a new order, nothing of it packed. */
    public static OrderLine of(@Nullable String sku, String productName, int quantity, @Nullable Long unitPrice) {
        return new OrderLine(Ids.next(), sku, productName, quantity, 0, unitPrice);
    }

    public boolean isPacked() {
        return packedQuantity == quantity;
    }

    OrderLine packed(int packed) {
        return new OrderLine(id, sku, productName, quantity, packed, unitPrice);
    }

    /** Not a quantity that could be packed. */
    public static final class BadQuantity extends Refusal {
        BadQuantity() {
            super(Kind.INVALID, "order.quantity", "A quantity is a number from 1 to 1000000");
        }
    }

    /** More packed than ordered, or less than nothing. */
    public static final class PackedTooMany extends Refusal {
        PackedTooMany() {
            super(Kind.INVALID, "order.packed-quantity", "packed_quantity is a number from 0 to the line's quantity");
        }
    }
}
