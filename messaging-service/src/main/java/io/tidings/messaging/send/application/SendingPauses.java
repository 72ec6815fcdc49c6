package io.tidings.messaging.send.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Tenants of whom nothing is sent until their owner has put something right at the provider. In the tenant's transaction. */
public interface SendingPauses {

    /** Why and since when nothing is sent. */
    record Pause(String code, Instant pausedAt) {}

    Uni<Optional<Pause>> find(TenantId tenant);

    /** False when it was paused already; the first reason stays. */
    Uni<Boolean> add(TenantId tenant, Pause pause);

    /** False when there was none. */
    Uni<Boolean> remove(TenantId tenant);

    /** Up to {@code most} deferred messages that wait for nothing but the end of the pause, oldest first. */
    Uni<List<UUID>> waiting(TenantId tenant, int most);
}
