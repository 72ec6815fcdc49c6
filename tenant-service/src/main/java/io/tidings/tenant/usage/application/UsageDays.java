package io.tidings.tenant.usage.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.tenant.usage.domain.Counter;

import java.time.LocalDate;
import java.util.List;

/** What a tenant has used, by day in UTC. */
public interface UsageDays {
    /**
     * One day or one month.
     *
     * @param period its first day
     * @param contactsCount contacts at its end
     */
    record Line(LocalDate period, long messagesSent, long apiCalls, long contactsCount) {}

    /** Counts {@code more} of something on a day. */
    Uni<Void> add(TenantId tenant, LocalDate day, Counter counter, long more);

    /** Messages sent in the month that {@code day} is in. */
    Uni<Long> messagesInMonth(TenantId tenant, LocalDate day);

    /** Contacts by now. */
    Uni<Long> contacts(TenantId tenant);

    /** The days or months from {@code from} to {@code to}, both included, that have anything; oldest first. */
    Uni<List<Line>> lines(TenantId tenant, LocalDate from, LocalDate to, boolean byMonth);

    /** Notes that a threshold was told of in a month; false when it was before. */
    Uni<Boolean> markQuota(TenantId tenant, String quota, LocalDate month, int percent);
}
