package io.tidings.tenant.usage.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.tenant.usage.application.UsageDays;
import io.tidings.tenant.usage.domain.Counter;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SqlUsageDays implements UsageDays {
    // the count of contacts at the end of a period: all that were added until then, before the range too
    private static final String LINES = """
            with counted as (
                select date_trunc($4, day::timestamp)::date as period,
                       sum(messages_sent) as messages, sum(api_calls) as calls, sum(contacts_added) as added
                from usage_days where tenant_id = $1 and day between $2 and $3 group by 1),
            before as (
                select coalesce(sum(contacts_added), 0) as contacts from usage_days where tenant_id = $1 and day < $2)
            select period, messages::bigint, calls::bigint,
                   ((select contacts from before) + sum(added) over (order by period))::bigint
            from counted order by period""";

    private final Sql sql;

    SqlUsageDays(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Void> add(TenantId tenant, LocalDate day, Counter counter, long more) {
        var column = counter.name().toLowerCase(Locale.ROOT); // one of three, never a caller's text
        return sql.update("""
                        insert into usage_days (tenant_id, day, %1$s) values ($1, $2, $3)
                        on conflict (tenant_id, day) do update set %1$s = usage_days.%1$s + excluded.%1$s""".formatted(column), tenant.value(), day, more).replaceWithVoid();
    }

    @Override
    public Uni<Long> messagesInMonth(TenantId tenant, LocalDate day) {
        var first = day.withDayOfMonth(1);
        return sql.one("""
                        select coalesce(sum(messages_sent), 0)::bigint from usage_days
                        where tenant_id = $1 and day >= $2 and day < $3""", tenant.value(), first, first.plusMonths(1)).map(row -> row.number(0));
    }

    @Override
    public Uni<Long> contacts(TenantId tenant) {
        return sql.one(
                        "select coalesce(sum(contacts_added), 0)::bigint from usage_days where tenant_id = $1",
                        tenant.value())
                .map(row -> row.number(0));
    }

    @Override
    public Uni<List<Line>> lines(TenantId tenant, LocalDate from, LocalDate to, boolean byMonth) {
        return sql.all(LINES, tenant.value(), from, to, byMonth ? "month" : "day")
                .map(rows -> rows.stream()
                        .map(row -> new Line(row.date(0), row.number(1), row.number(2), row.number(3)))
                        .toList());
    }

    @Override
    public Uni<Boolean> markQuota(TenantId tenant, String quota, LocalDate month, int percent) {
        return sql.update("""
                        insert into quota_marks (tenant_id, quota, month, percent) values ($1, $2, $3, $4)
                        on conflict do nothing""", tenant.value(), quota, month, percent).map(inserted -> inserted == 1);
    }
}
