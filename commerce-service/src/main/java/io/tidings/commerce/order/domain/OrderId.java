package io.tidings.commerce.order.domain;

import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.value.Ids;

import java.util.UUID;

/** Identity of an {@link Order}. */
public record OrderId(UUID value) {

    public static OrderId next() {
        return new OrderId(Ids.next());
    }

    /** Reads an id out of an address; what is no id names no order ({@code order.not-found}). */
    public static OrderId of(String text) {
        try {
            return new OrderId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw new NotFound();
        }
    }

    /** The tenant has no such order. */
    public static final class NotFound extends Refusal {
        public NotFound() {
            super(Kind.NOT_FOUND, "order.not-found", "There is no such order");
        }
    }
}
