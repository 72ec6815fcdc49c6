package io.tidings.messaging.smssender.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Instant;
import java.util.UUID;

/** Who wants no text messages, whatever they are about. Called in the tenant's transaction. */
public interface SmsStops {

    Uni<Boolean> hasStopped(TenantId tenant, UUID contact);

    Uni<Void> stop(TenantId tenant, UUID contact, Instant at);

    /** They want them again. */
    Uni<Void> resume(TenantId tenant, UUID contact);
}
