package io.tidings.commerce.order.application;

import io.smallrye.mutiny.Uni;
import io.tidings.commerce.order.domain.Order;
import io.tidings.commerce.order.domain.OrderId;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.UUID;
import java.util.function.LongConsumer;

import jakarta.enterprise.context.ApplicationScoped;

/** Notes how many of one item are packed; packing the last item packs the order. */
@ApplicationScoped
public class PackItem {

    /**
     * What was packed.
     *
     * @param packedQuantity how many of the item lie in the box now; null for all
     * @param precondition is given the current version and refuses a stale request
     */
    public record Command(
            TenantId tenant,
            OrderId order,
            UUID item,
            @Nullable Integer packedQuantity,
            LongConsumer precondition) {}

    private final ChangeOrder change;
    private final Clock clock;

    PackItem(ChangeOrder change, Clock clock) {
        this.change = change;
        this.clock = clock;
    }

    /** Answers the order as it is now; refuses what {@link Order#pack} refuses. */
    public Uni<Order> handle(Command c) {
        return change.of(c.tenant(), c.order(), order -> {
            c.precondition().accept(order.version());
            order.pack(c.item(), c.packedQuantity(), clock.instant());
        });
    }
}
