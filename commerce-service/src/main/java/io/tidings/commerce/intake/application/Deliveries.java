package io.tidings.commerce.intake.application;

import io.smallrye.mutiny.Uni;
import io.tidings.commerce.intake.domain.Delivery;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Webhooks received and what became of them. Called inside the tenant's transaction. */
public interface Deliveries {

    /** Keeps a delivery; false when the same one (store and webhook id) is here already. */
    Uni<Boolean> keep(TenantId tenant, Delivery delivery);

    /** A delivery that still waits to be worked. */
    Uni<Optional<Delivery>> waiting(TenantId tenant, UUID id);

    /** Notes that it was worked. Its body, which names a person, is not needed any more and goes. */
    Uni<Void> applied(TenantId tenant, UUID id, Instant now);

    /** Notes that it can never be worked and why; the body stays to be looked at. */
    Uni<Void> unusable(TenantId tenant, UUID id, String reason, Instant now);

    /** Removes all trace of it. */
    Uni<Void> forget(TenantId tenant, UUID id);
}
