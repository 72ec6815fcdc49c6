package io.tidings.commerce.order.domain;

import io.tidings.contracts.Customer;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.value.Money;
import io.tidings.runtime.value.PhoneNumber;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * What was agreed when the order was made; it does not change.
 *
 * @param number as the customer knows it, unique in the tenant
 * @param customer who ordered, phone in E.164
 * @param total what it costs; null for an order that an outside producer first told us of when it was already packed or
 *     on its way
 * @param external what another system calls it; null for the API
 * @param orderedAt when the customer ordered
 */
public record Purchase(
        String number,
        Customer customer,
        @Nullable Money total,
        @Nullable ExternalOrder external,
        Instant orderedAt) {
    /** The largest amount that JSON readers keep exact. */
    private static final long LARGEST_AMOUNT = 9_007_199_254_740_991L;

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    public Purchase {
        if (total != null && (total.minor() < 0 || total.minor() > LARGEST_AMOUNT)) {
            throw new TotalOutOfRange();
        }
        if (orderedAt.isBefore(EARLIEST) || orderedAt.isAfter(LATEST)) {
            throw new BadDate();
        }
        orderedAt = orderedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** A customer with the phone in one spelling; refuses what is no phone ({@code phone.invalid}). */
    public static Customer customer(@Nullable String name, @Nullable String phone) {
        return new Customer(
                name, phone == null ? null : PhoneNumber.parse(phone).e164());
    }

    /** What the lines cost together in minor units; one without a price counts nothing. */
    public static long sum(List<OrderLine> lines) {
        try {
            var sum = 0L;
            for (var line : lines) {
                var price = line.unitPrice();
                sum = price == null ? sum : Math.addExact(sum, Math.multiplyExact(price, line.quantity()));
            }
            return sum;
        } catch (ArithmeticException e) {
            throw new TotalOutOfRange();
        }
    }

    /** The same purchase under another number. */
    public Purchase numbered(String other) {
        return new Purchase(other, customer, total, external, orderedAt);
    }

    /** More money than JSON can say exactly. */
    public static final class TotalOutOfRange extends Refusal {
        TotalOutOfRange() {
            super(Kind.INVALID, "order.total", "The total is not an amount from 0 to 9007199254740991 minor units");
        }
    }

    /** A date nobody could have ordered on. */
    public static final class BadDate extends Refusal {
        BadDate() {
            super(Kind.INVALID, "order.date", "order_date lies outside the years 2000 to 2199");
        }
    }

    /** Another order of the tenant bears this number. */
    public static final class NumberTaken extends Refusal {
        public NumberTaken(OrderId other) {
            super(
                    Kind.CONFLICT,
                    "order.number-taken",
                    "Another order bears this number",
                    Map.of("order_id", other.value()));
        }
    }

    /** The platform's order is already here. */
    public static final class ExternalTaken extends Refusal {
        public ExternalTaken(OrderId other) {
            super(
                    Kind.CONFLICT,
                    "order.external-taken",
                    "The order of that platform is already here",
                    Map.of("order_id", other.value()));
        }
    }
}
