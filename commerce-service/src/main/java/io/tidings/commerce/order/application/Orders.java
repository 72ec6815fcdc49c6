package io.tidings.commerce.order.application;

import io.smallrye.mutiny.Uni;
import io.tidings.commerce.order.domain.ExternalOrder;
import io.tidings.commerce.order.domain.Order;
import io.tidings.commerce.order.domain.OrderId;
import io.tidings.runtime.tenancy.TenantId;

import java.util.Optional;

/** All orders of a tenant. Called inside the tenant's transaction, one call after the other. */
public interface Orders {

    /**
     * Adds a new order. Refuses a number or external id that another order has ({@code order.number-taken},
     * {@code order.external-taken}) without spoiling the transaction: the caller may go on with another one.
     */
    Uni<Void> add(TenantId tenant, Order order);

    /** The order to be changed: nobody else changes it until the transaction ends. */
    Uni<Optional<Order>> find(TenantId tenant, OrderId id);

    /** As above by the id another system gave it; empty when that id is null. */
    Uni<Optional<Order>> findExternal(TenantId tenant, ExternalOrder external);

    /** Stores what has changed of an order that was found in this transaction. */
    Uni<Void> save(TenantId tenant, Order order);
}
