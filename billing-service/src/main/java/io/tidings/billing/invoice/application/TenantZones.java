package io.tidings.billing.invoice.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;

import java.time.ZoneId;
import java.util.Map;

/** In which zone a tenant counts its days. */
public interface TenantZones {

    /** Fails with {@link NotYetKnown} in the moments before the news of a new tenant has arrived here. */
    Uni<ZoneId> of(TenantId tenant);

    /** The tenant is so new that this service has not heard of it. A guess would put due days a day off. */
    final class NotYetKnown extends Refusal {
        public NotYetKnown() {
            super(
                    Kind.UPSTREAM,
                    "tenant.not-yet-known",
                    "The tenant is not known here yet; try again",
                    Map.of("retry_after", 1L));
        }
    }
}
