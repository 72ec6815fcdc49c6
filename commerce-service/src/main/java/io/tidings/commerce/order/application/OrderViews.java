package io.tidings.commerce.order.application;

import io.smallrye.mutiny.Uni;
import io.tidings.commerce.order.domain.OrderId;
import io.tidings.commerce.order.domain.OrderStatus;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Orders to be shown, read without loading aggregates. Called inside the tenant's transaction. */
public interface OrderViews {

    /** A view with the version it shows. */
    record Found(OrderView view, long version) {}

    Uni<Optional<Found>> byId(TenantId tenant, OrderId id);

    /** Newest first: orders whose id is below {@code before}, {@code count} of them at most, of one status or of all. */
    Uni<List<OrderView>> page(TenantId tenant, @Nullable OrderStatus status, UUID before, int count);
}
