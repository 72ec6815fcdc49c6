package io.tidings.tenant.usage.application;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.tenant.KeyCalls;
import io.tidings.contracts.tenant.QuotaThresholdReached;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.work.InTurn;
import io.tidings.tenant.account.application.Tenants;
import io.tidings.tenant.key.application.ApiKeys;
import io.tidings.tenant.plan.application.Plans;
import io.tidings.tenant.usage.domain.Counter;
import io.tidings.tenant.usage.domain.Quota;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

/** Counts what a tenant uses, and says once a month when half, four fifths and all of a quota is used. */
@ApplicationScoped
public class CountUsage {
    private final UsageDays days;
    private final Tenants tenants;
    private final ApiKeys keys;
    private final Plans plans;
    private final Outbox outbox;
    private final Clock clock;

    CountUsage(UsageDays days, Tenants tenants, ApiKeys keys, Plans plans, Outbox outbox, Clock clock) {
        this.days = days;
        this.tenants = tenants;
        this.keys = keys;
        this.plans = plans;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Messages more, by when they were sent, in the running transaction. */
    public Uni<Void> messages(TenantId tenant, List<Instant> sentAt) {
        return byDay(
                sentAt,
                (day, more) -> days.add(tenant, day, Counter.MESSAGES_SENT, more)
                        .chain(() -> tenants.byId(tenant))
                        .map(found -> plans.of(found.plan()).messagesPerMonth())
                        .chain(allowed -> allowed == null
                                ? Uni.createFrom().voidItem()
                                : days.messagesInMonth(tenant, day)
                                        .chain(used -> tell(tenant, new Quota("messages", used, allowed), day))));
    }

    /** Contacts more, by when they were made, in the running transaction. */
    public Uni<Void> contacts(TenantId tenant, List<Instant> createdAt) {
        return byDay(
                createdAt,
                (day, more) -> days.add(tenant, day, Counter.CONTACTS_ADDED, more)
                        .chain(() -> tenants.byId(tenant))
                        .map(found -> plans.of(found.plan()).contacts())
                        .chain(allowed -> allowed == null
                                ? Uni.createFrom().voidItem()
                                : days.contacts(tenant)
                                        .chain(used -> tell(tenant, new Quota("contacts", used, allowed), day))));
    }

    private static Uni<Void> byDay(List<Instant> times, BiFunction<LocalDate, Long, Uni<Void>> count) {
        var perDay = times.stream()
                .collect(Collectors.groupingBy(
                        time -> LocalDate.ofInstant(time, ZoneOffset.UTC), TreeMap::new, Collectors.counting()));
        return InTurn.each(perDay.entrySet(), day -> count.apply(day.getKey(), day.getValue()));
    }

    /** The calls of one window of the gateway, in the running transaction. */
    public Uni<Void> calls(TenantId tenant, LocalDate day, List<KeyCalls> calls) {
        var lastUses = new HashMap<UUID, Instant>();
        for (var each : calls) {
            if (each.keyId() != null) {
                lastUses.merge(each.keyId(), each.lastUsedAt(), (a, b) -> a.isAfter(b) ? a : b);
            }
        }
        var sum = calls.stream().mapToLong(KeyCalls::count).sum();
        return days.add(tenant, day, Counter.API_CALLS, sum).chain(() -> keys.used(tenant, lastUses));
    }

    private Uni<Void> tell(TenantId tenant, Quota quota, LocalDate day) {
        var month = day.withDayOfMonth(1);
        return InTurn.each(
                quota.reached().toList(),
                percent -> days.markQuota(tenant, quota.name(), month, percent)
                        .chain(first -> first
                                ? outbox.append(
                                        tenant,
                                        new QuotaThresholdReached(
                                                tenant.value(),
                                                quota.name(),
                                                percent,
                                                month,
                                                quota.used(),
                                                quota.allowed(),
                                                clock.instant()))
                                : Uni.createFrom().voidItem()));
    }
}
