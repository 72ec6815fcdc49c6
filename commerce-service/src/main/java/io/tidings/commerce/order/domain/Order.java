package io.tidings.commerce.order.domain;

import static io.tidings.commerce.order.domain.OrderStatus.CANCELLED;
import static io.tidings.commerce.order.domain.OrderStatus.CONFIRMED;
import static io.tidings.commerce.order.domain.OrderStatus.DELIVERED;
import static io.tidings.commerce.order.domain.OrderStatus.PACKED;
import static io.tidings.commerce.order.domain.OrderStatus.PENDING;
import static io.tidings.commerce.order.domain.OrderStatus.SHIPPED;

import io.tidings.contracts.Event;
import io.tidings.contracts.commerce.OrderDelivered;
import io.tidings.contracts.commerce.OrderPacked;
import io.tidings.contracts.commerce.OrderPlaced;
import io.tidings.contracts.commerce.OrderShipped;
import io.tidings.runtime.problem.Refusal;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * An order on its way from placed to delivered. Small shops skip steps, so it may be shipped from pending, confirmed or
 * packed; it never goes backwards. Asking for the state it already has changes nothing and tells nobody: the caller has
 * sent the request twice.
 */
public final class Order {
    /** Lines of one order at most. */
    public static final int MOST_LINES = 500;

    private final OrderId id;
    private final Purchase purchase;
    private final List<OrderLine> lines;
    private final List<Event> events = new ArrayList<>();
    private OrderState state;
    private boolean changed;

    private Order(OrderId id, Purchase purchase, List<OrderLine> lines, OrderState state) {
        this.id = id;
        this.purchase = purchase;
        this.lines = new ArrayList<>(lines);
        this.state = state;
    }

    /** A new order; refuses one without lines or with too many ({@code order.items}). */
    public static Order placed(OrderId id, Purchase purchase, List<OrderLine> lines, Instant now) {
        if (lines.isEmpty() || lines.size() > MOST_LINES) {
            throw new BadLines();
        }
        var total = Objects.requireNonNull(purchase.total(), "a placed order has a total");
        var order = new Order(id, purchase, lines, OrderState.placed(now));
        order.changed = true;
        var external = purchase.external();
        order.events.add(new OrderPlaced(
                id.value(),
                purchase.number(),
                purchase.customer(),
                order.told(),
                total.minor(),
                total.currency(),
                external == null ? null : external.platform(),
                external == null ? null : external.id(),
                purchase.orderedAt()));
        return order;
    }

    /**
     * An order that an outside source tells of for the first time when it has already moved on. Told whole, it is placed
     * and then catches up; in part (no total), or when it is already cancelled, nobody is told that it was placed.
     *
     * @param at when it got where it is
     */
    public static Order reported(
            OrderId id,
            Purchase purchase,
            List<OrderLine> lines,
            OrderStatus reached,
            @Nullable Tracking tracking,
            Instant at,
            Instant now) {
        if (purchase.total() != null && reached != CANCELLED) {
            var order = placed(id, purchase, lines, now);
            order.catchUp(reached, tracking, at, now);
            return order;
        }
        if (lines.size() > MOST_LINES) {
            throw new BadLines();
        }
        // it was shipped somewhere before it arrived: without that step it could not be delivered
        var before = reached == DELIVERED ? SHIPPED : PENDING;
        var order = new Order(id, purchase, lines, OrderState.placed(now).to(before, now));
        order.changed = true;
        order.catchUp(reached, tracking, at, now);
        return order;
    }

    /** As it was stored. */
    public static Order restored(OrderId id, Purchase purchase, List<OrderLine> lines, OrderState state) {
        return new Order(id, purchase, lines, state);
    }

    /** Accepts a pending order; refuses one that has moved on ({@code order.not-confirmable}). */
    public void confirm(Instant now) {
        if (state.status() == CONFIRMED) {
            return;
        }
        if (state.status() != PENDING) {
            throw new NotConfirmable();
        }
        become(state.to(CONFIRMED, now));
    }

    /**
     * Sets how many of a line are packed; null for all. When the last line is full, the order is packed and says so.
     * Refuses a line that is not there ({@code order.item-not-found}), a number beyond the line's
     * ({@code order.packed-quantity}) and an order that is past packing ({@code order.not-packable}).
     */
    public void pack(UUID line, @Nullable Integer quantity, Instant now) {
        var index = indexOf(line);
        var packed = lines.get(index).packed(quantity == null ? lines.get(index).quantity() : quantity);
        if (packed.equals(lines.get(index)) && state.status() != CANCELLED) {
            return;
        }
        refuseUnlessPackable();
        lines.set(index, packed);
        become(state.to(state.status(), now));
        packedWhenFull(now, now);
    }

    /** Hands the parcel over; refuses what is cancelled or was shipped another way ({@code order.not-shippable}). */
    public void ship(@Nullable Tracking tracking, Instant at, Instant now) {
        if (state.status() == SHIPPED && (tracking == null || tracking.equals(state.tracking()))) {
            return;
        }
        if (state.status().hasReached(SHIPPED) || state.status() == CANCELLED) {
            throw new NotShippable();
        }
        become(state.shipped(tracking, at, now));
        events.add(new OrderShipped(
                id.value(),
                purchase.number(),
                purchase.customer(),
                tracking == null ? null : tracking.carrier(),
                tracking == null ? null : tracking.number(),
                tracking == null ? null : tracking.url(),
                at));
    }

    /** Notes the arrival; refuses what is not on its way ({@code order.not-deliverable}). */
    public void deliver(Instant at, Instant now) {
        if (state.status() == DELIVERED) {
            return;
        }
        if (state.status() != SHIPPED) {
            throw new NotDeliverable();
        }
        become(state.delivered(at, now));
        events.add(new OrderDelivered(id.value(), purchase.number(), purchase.customer(), at));
    }

    /** Calls it off; refuses what is on its way or has arrived ({@code order.not-cancellable}). */
    public void cancel(Instant now) {
        if (state.status() == CANCELLED) {
            return;
        }
        if (state.status().hasReached(SHIPPED)) {
            throw new NotCancellable();
        }
        become(state.to(CANCELLED, now));
    }

    /**
     * Moves forward to what an outside source reports. What it has passed already changes nothing, because reports come
     * late and twice; what contradicts it is refused as in the single steps.
     */
    public void catchUp(OrderStatus reached, @Nullable Tracking tracking, Instant at, Instant now) {
        if (state.status().hasReached(reached)) {
            return;
        }
        switch (reached) {
            case PENDING -> {} // a cancelled order was pending before: old news
            case CONFIRMED -> confirm(now);
            case PACKED -> packAll(at, now);
            case SHIPPED -> ship(tracking, at, now);
            case DELIVERED -> deliver(at, now);
            case CANCELLED -> cancel(now);
        }
    }

    private void packAll(Instant at, Instant now) {
        refuseUnlessPackable();
        lines.replaceAll(line -> line.packed(line.quantity()));
        become(state.to(state.status(), now));
        packedWhenFull(at, now);
    }

    private void refuseUnlessPackable() {
        if (state.status() != PENDING && state.status() != CONFIRMED) {
            throw new NotPackable();
        }
    }

    private void packedWhenFull(Instant at, Instant now) {
        if (lines.stream().allMatch(OrderLine::isPacked)) {
            become(state.to(PACKED, now));
            events.add(new OrderPacked(id.value(), purchase.number(), purchase.customer(), told(), at));
        }
    }

    private int indexOf(UUID line) {
        for (var i = 0; i < lines.size(); i++) {
            if (lines.get(i).id().equals(line)) {
                return i;
            }
        }
        throw new ItemNotFound();
    }

    private List<io.tidings.contracts.commerce.OrderLine> told() {
        return lines.stream()
                .map(l -> new io.tidings.contracts.commerce.OrderLine(l.sku(), l.productName(), l.quantity()))
                .toList();
    }

    private void become(OrderState next) {
        state = next;
        changed = true;
    }

    public OrderId id() {
        return id;
    }

    public Purchase purchase() {
        return purchase;
    }

    /** In the order in which they were ordered. */
    public List<OrderLine> lines() {
        return List.copyOf(lines);
    }

    public OrderState state() {
        return state;
    }

    /** True when there is something to store. */
    public boolean isChanged() {
        return changed;
    }

    /** The version it has once it is stored. */
    public long version() {
        return changed ? state.version() + 1 : state.version();
    }

    /** What happened since it was made or loaded; answered once. */
    public List<Event> pullEvents() {
        var pulled = List.copyOf(events);
        events.clear();
        return pulled;
    }

    /** Only a pending order can be confirmed. */
    public static final class NotConfirmable extends Refusal {
        NotConfirmable() {
            super(Kind.CONFLICT, "order.not-confirmable", "Only a pending order can be confirmed");
        }
    }

    /** Packing is over. */
    public static final class NotPackable extends Refusal {
        NotPackable() {
            super(Kind.CONFLICT, "order.not-packable", "The order is past packing");
        }
    }

    /** Cancelled, or shipped already in another way. */
    public static final class NotShippable extends Refusal {
        NotShippable() {
            super(Kind.CONFLICT, "order.not-shippable", "Only a pending, confirmed or packed order can be shipped");
        }
    }

    /** Not on its way. */
    public static final class NotDeliverable extends Refusal {
        NotDeliverable() {
            super(Kind.CONFLICT, "order.not-deliverable", "Only a shipped order can be delivered");
        }
    }

    /** Too late to call it off. */
    public static final class NotCancellable extends Refusal {
        NotCancellable() {
            super(Kind.CONFLICT, "order.not-cancellable", "A shipped order cannot be cancelled");
        }
    }

    /** The order has no such line. */
    public static final class ItemNotFound extends Refusal {
        ItemNotFound() {
            super(Kind.NOT_FOUND, "order.item-not-found", "The order has no such item");
        }
    }

    /** No lines, or too many. */
    public static final class BadLines extends Refusal {
        BadLines() {
            super(Kind.INVALID, "order.items", "An order has 1 to 500 items");
        }
    }
}
