package io.tidings.runtime.work;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Work that falls due at a time: one row per (tenant, kind, subject), done by the {@link DueWorker} of that kind. Due
 * times go by the business clock, leases by the database's. A claimed row is leased, not gone: when its worker dies the
 * lease ends and another takes it, so the work must be safe to begin twice.
 */
public interface DueWork {

    /**
     * One claimed row.
     *
     * @param attempts how often it was claimed, this time included
     */
    public record Item(TenantId tenant, String kind, UUID subject, int lane, Instant dueAt, int attempts) {}

    /** Schedules, or moves what is scheduled, in the running transaction. Lower lanes go first. */
    default Uni<Void> schedule(TenantId tenant, String kind, UUID subject, int lane, Instant dueAt) {
        return schedule(tenant, kind, lane, Map.of(subject, dueAt));
    }

    /** The same for several subjects, each with its time, in one statement. */
    Uni<Void> schedule(TenantId tenant, String kind, int lane, Map<UUID, Instant> dueAt);

    /** As above, in lane 0. */
    default Uni<Void> schedule(TenantId tenant, String kind, UUID subject, Instant dueAt) {
        return schedule(tenant, kind, subject, 0, dueAt);
    }

    /** Takes the row away, in the running transaction: the work is done or no longer wanted. */
    default Uni<Void> remove(TenantId tenant, String kind, UUID subject) {
        return remove(tenant, kind, List.of(subject));
    }

    /** The same for several subjects in one statement. */
    Uni<Void> remove(TenantId tenant, String kind, Collection<UUID> subjects);
}
