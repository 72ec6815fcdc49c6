package io.tidings.tenant.audit.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.tenant.access.domain.Actor;
import io.tidings.tenant.audit.domain.AuditEntry;
import io.tidings.tenant.audit.domain.ChainCheck;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@link AuditLog} without a database; chained as the real one. */
public final class RecordedAudit implements AuditLog {
    private final Map<TenantId, List<ChainCheck.Kept>> all = new HashMap<>();

    private List<ChainCheck.Kept> of(TenantId tenant) {
        return all.computeIfAbsent(tenant, each -> new ArrayList<>());
    }

    /** What was written, oldest first: actor, action, object. */
    public List<String> lines(TenantId tenant) {
        return of(tenant).stream()
                .map(ChainCheck.Kept::entry)
                .map(e -> e.actor() + " " + e.action() + " " + e.object())
                .toList();
    }

    @Override
    public Uni<Void> append(TenantId tenant, Actor actor, String action, String object, @Nullable String detail) {
        var rows = of(tenant);
        var previous = rows.isEmpty() ? AuditEntry.BEGINNING : rows.getLast().hash();
        var entry = new AuditEntry(
                rows.size() + 1L, Instant.EPOCH, actor.principal(), action, object, detail, actor.requestId());
        rows.add(new ChainCheck.Kept(entry, entry.hashAfter(previous)));
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<List<ChainCheck.Kept>> before(TenantId tenant, long before, int limit) {
        return Uni.createFrom()
                .item(of(tenant).stream()
                        .filter(each -> each.entry().seq() < before)
                        .sorted(Comparator.comparingLong(
                                        (ChainCheck.Kept each) -> each.entry().seq())
                                .reversed())
                        .limit(limit)
                        .toList());
    }

    @Override
    public Uni<List<ChainCheck.Kept>> after(TenantId tenant, long after, int limit) {
        return Uni.createFrom()
                .item(of(tenant).stream()
                        .filter(each -> each.entry().seq() > after)
                        .limit(limit)
                        .toList());
    }

    @Override
    public Uni<ChainCheck.Head> head(TenantId tenant) {
        var rows = of(tenant);
        return Uni.createFrom()
                .item(
                        rows.isEmpty()
                                ? new ChainCheck.Head(0, AuditEntry.BEGINNING)
                                : new ChainCheck.Head(
                                        rows.size(), rows.getLast().hash()));
    }
}
