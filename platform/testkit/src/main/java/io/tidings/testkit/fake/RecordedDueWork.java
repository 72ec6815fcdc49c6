package io.tidings.testkit.fake;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.work.DueWork;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A {@link DueWork} that keeps what is scheduled. */
public final class RecordedDueWork implements DueWork {
    private final List<Item> scheduled = new ArrayList<>();

    @Override
    public Uni<Void> schedule(TenantId tenant, String kind, UUID subject, int lane, Instant dueAt) {
        return remove(tenant, kind, subject)
                .invoke(() -> scheduled.add(new Item(tenant, kind, subject, lane, dueAt, 0)));
    }

    @Override
    public Uni<Void> remove(TenantId tenant, String kind, UUID subject) {
        return Uni.createFrom()
                .voidItem()
                .invoke(() -> scheduled.removeIf(i -> i.tenant().equals(tenant)
                        && i.kind().equals(kind)
                        && i.subject().equals(subject)));
    }

    /** What is scheduled now, in the order it was. */
    public List<Item> scheduled() {
        return List.copyOf(scheduled);
    }
}
