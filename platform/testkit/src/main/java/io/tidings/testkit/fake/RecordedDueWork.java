package io.tidings.testkit.fake;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.work.DueWork;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A {@link DueWork} that keeps what is scheduled. */
public final class RecordedDueWork implements DueWork {
    private final List<Item> scheduled = new ArrayList<>();

    @Override
    public Uni<Void> schedule(TenantId tenant, String kind, int lane, Map<UUID, Instant> dueAt) {
        return remove(tenant, kind, dueAt.keySet())
                .invoke(() ->
                        dueAt.forEach((subject, at) -> scheduled.add(new Item(tenant, kind, subject, lane, at, 0))));
    }

    @Override
    public Uni<Void> remove(TenantId tenant, String kind, Collection<UUID> subjects) {
        return Uni.createFrom()
                .voidItem()
                .invoke(() -> scheduled.removeIf(
                        i -> i.tenant().equals(tenant) && i.kind().equals(kind) && subjects.contains(i.subject())));
    }

    /** What is scheduled now, in the order it was. */
    public List<Item> scheduled() {
        return List.copyOf(scheduled);
    }
}
