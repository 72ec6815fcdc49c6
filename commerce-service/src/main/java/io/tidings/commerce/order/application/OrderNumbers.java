package io.tidings.commerce.order.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;

/** Numbers for orders that come without one. */
public interface OrderNumbers {

    /**
     * A number that was never given out for this tenant: 1001, 1002 … with gaps. Must be asked for before the
     * transaction that places the order, because it may need one of its own. Somebody may take the same number by name
     * meanwhile; then placing the order is refused and another number is needed.
     */
    Uni<String> next(TenantId tenant);
}
