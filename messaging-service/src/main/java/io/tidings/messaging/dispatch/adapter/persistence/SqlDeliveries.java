package io.tidings.messaging.dispatch.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.dispatch.application.Deliveries;
import io.tidings.messaging.dispatch.domain.Delivery;
import io.tidings.messaging.dispatch.domain.MergedReports.Merged;
import io.tidings.messaging.dispatch.domain.ProviderError;
import io.tidings.messaging.dispatch.domain.StatusReport;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.message.domain.StatusSource;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.Sql.Statement;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.Ids;
import org.jspecify.annotations.Nullable;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

/** {@link Deliveries} on PostgreSQL. */
@ApplicationScoped
class SqlDeliveries implements Deliveries {
    private static final String LOCK = """
            select m.id, m.contact_id, m.intent_key, m.purpose, m.status, m.provider_message_id
            from messages m where m.tenant_id = $1 and m.direction = 'outbound' and m.id = any(%s)
            order by m.id for update""";

    // A statement of its own after the lock: within the locking one the history would be that of before the wait.
    private static final String KNOWN = """
            select distinct s.message_id, s.status from message_statuses s
            where s.tenant_id = $1 and s.message_id = any(%s)""";

    private static final String NAMED = """
            array(select p.message_id from provider_messages p
                  where p.tenant_id = $1 and p.provider_message_id = any($2))""";
    private static final String LOCK_BY_ID = LOCK.formatted("$2");
    private static final String KNOWN_BY_ID = KNOWN.formatted("$2");
    private static final String LOCK_BY_PROVIDER_ID = LOCK.formatted(NAMED);
    private static final String KNOWN_BY_PROVIDER_ID = KNOWN.formatted(NAMED);

    // By the places of the rows, which are locked: so that each is looked up once, and not all of the tenant's messages
    // are read to join them, nor each is compared with each.
    private static final String KEEP = """
            with kept as (
                update messages m
                set status = k.status, provider_message_id = k.provider_message_id, attempts = m.attempts + k.calls,
                    error_code = case when k.status = 'failed' then coalesce(k.error_code, m.error_code) end,
                    error_detail = case when k.status = 'failed' then coalesce(k.error_detail, m.error_detail) end,
                    version = m.version + 1, updated_at = greatest(m.updated_at, k.at),
                    pricing_category = coalesce(k.category, m.pricing_category),
                    billable = coalesce(k.billable, m.billable)
                from unnest($2::uuid[], $3::text[], $4::text[], $5::int[], $6::text[], $7::text[], $8::timestamptz[],
                            $15::text[], $16::boolean[])
                    as k(id, status, provider_message_id, calls, error_code, error_detail, at, category, billable)
                cross join lateral (
                    select l.ctid from messages l where l.tenant_id = $1 and l.id = k.id offset 0) as place
                where m.tenant_id = $1 and m.ctid = place.ctid),
            named as (
                insert into provider_messages (tenant_id, provider_message_id, message_id)
                select $1, n.* from unnest($17::text[], $18::uuid[]) as n on conflict do nothing),
            sent as (
                insert into undelivered_messages (tenant_id, message_id)
                select $1, n.* from unnest($19::uuid[]) as n on conflict do nothing),
            arrived as (delete from undelivered_messages where tenant_id = $1 and message_id = any($20))
            insert into message_statuses (tenant_id, id, message_id, status, source, code, at)
            select $1, n.* from unnest(
                $9::uuid[], $10::uuid[], $11::text[], $12::text[], $13::text[], $14::timestamptz[]) as n""";

    private static final String SERIALISE = """
            select pg_advisory_xact_lock(hashtextextended($1 || ' ' || id, 0))::text
            from unnest($2::text[]) as u(id) order by id""";
    private static final String PARK = """
            insert into parked_statuses (tenant_id, id, provider_message_id, status, code, detail, at,
                                         pricing_category, billable)
            select $1, $2, $3, $4, $5, $6, $7, $8, $9
            where not exists (select 1 from parked_statuses
                              where tenant_id = $1 and provider_message_id = $3 and status = $4)""";
    private static final String FORGET_OLD =
            "delete from parked_statuses where tenant_id = $1 and at < $2::timestamptz - interval '7 days'";
    private static final String UNPARK = """
            delete from parked_statuses where tenant_id = $1 and provider_message_id = any($2)
            returning provider_message_id, status, code, detail, at, pricing_category, billable""";

    private final Sql sql;

    SqlDeliveries(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<List<Delivery>> lock(TenantId tenant, Collection<UUID> messages, Collection<String> providerMessageIds) {
        var statements = new ArrayList<Statement>(4);
        if (!messages.isEmpty()) {
            Object ids = messages.toArray(UUID[]::new);
            statements.add(new Statement(LOCK_BY_ID, tenant.value(), ids));
            statements.add(new Statement(KNOWN_BY_ID, tenant.value(), ids));
        }
        if (!providerMessageIds.isEmpty()) {
            Object ids = providerMessageIds.toArray(String[]::new);
            statements.add(new Statement(LOCK_BY_PROVIDER_ID, tenant.value(), ids));
            statements.add(new Statement(KNOWN_BY_PROVIDER_ID, tenant.value(), ids));
        }
        return sql.pipeline(statements).map(SqlDeliveries::deliveries);
    }

    /** From pairs of answers: locked messages, known statuses. */
    private static List<Delivery> deliveries(List<List<Row>> answers) {
        var found = new LinkedHashMap<UUID, Delivery>();
        for (var i = 0; i < answers.size(); i += 2) {
            var known = answers.get(i + 1).stream()
                    .collect(Collectors.groupingBy(
                            row -> row.uuid(0),
                            Collectors.mapping(row -> MessageStatus.of(row.string(1)), Collectors.toSet())));
            answers.get(i)
                    .forEach(row -> found.put(row.uuid(0), delivery(row, known.getOrDefault(row.uuid(0), Set.of()))));
        }
        return List.copyOf(found.values());
    }

    private static Delivery delivery(Row row, Set<MessageStatus> known) {
        return new Delivery(
                row.uuid(0),
                row.uuid(1),
                row.string(2),
                Purpose.of(row.string(3)),
                MessageStatus.of(row.string(4)),
                row.stringOrNull(5),
                known);
    }

    @Override
    public Uni<Optional<Delivery>> lockBeforeParking(TenantId tenant, String providerMessageId) {
        return sql.all(SERIALISE, tenant.toString(), new String[] {providerMessageId})
                .chain(() -> lock(tenant, List.of(), List.of(providerMessageId)))
                .map(found -> found.stream().findFirst());
    }

    @Override
    public Uni<Void> keep(TenantId tenant, List<Merged> merged) {
        var news = merged.stream()
                .flatMap(each ->
                        each.news().stream().map(report -> new News(each.after().message(), report)))
                .toList();
        var named = merged.stream().filter(Merged::isNamed).toList();
        return sql.update(
                        KEEP,
                        tenant.value(),
                        column(merged, UUID[]::new, each -> each.after().message()),
                        column(
                                merged,
                                String[]::new,
                                each -> each.after().status().wire()),
                        column(merged, String[]::new, each -> each.after().providerMessageId()),
                        column(merged, Integer[]::new, Merged::calls),
                        column(merged, String[]::new, each -> error(each, ProviderError::code)),
                        column(merged, String[]::new, each -> error(each, ProviderError::detail)),
                        column(merged, OffsetDateTime[]::new, SqlDeliveries::latest),
                        column(news, UUID[]::new, each -> Ids.next()),
                        column(news, UUID[]::new, News::message),
                        column(
                                news,
                                String[]::new,
                                each -> each.report().status().wire()),
                        column(
                                news,
                                String[]::new,
                                each -> each.report().source().wire()),
                        column(
                                news,
                                String[]::new,
                                each -> each.report().error() == null
                                        ? null
                                        : each.report().error().code()),
                        column(
                                news,
                                OffsetDateTime[]::new,
                                each -> Row.at(each.report().at())),
                        column(merged, String[]::new, each -> priced(each, StatusReport.Pricing::category)),
                        column(merged, Boolean[]::new, each -> priced(each, StatusReport.Pricing::billable)),
                        column(named, String[]::new, each -> each.after().providerMessageId()),
                        column(named, UUID[]::new, each -> each.after().message()),
                        moved(merged, (before, after) -> before != MessageStatus.SENT && after == MessageStatus.SENT),
                        moved(merged, (before, after) -> before == MessageStatus.SENT && after != MessageStatus.SENT))
                .replaceWithVoid();
    }

    private record News(UUID message, StatusReport report) {}

    private static Object moved(List<Merged> merged, BiPredicate<MessageStatus, MessageStatus> way) {
        return merged.stream()
                .filter(each -> way.test(each.before().status(), each.after().status()))
                .map(each -> each.after().message())
                .toArray(UUID[]::new);
    }

    private static <T, C> Object column(
            List<T> rows, IntFunction<@Nullable C[]> array, Function<T, @Nullable C> value) {
        return rows.stream().map(value).toArray(array);
    }

    private static @Nullable String error(Merged merged, Function<ProviderError, @Nullable String> part) {
        return merged.news().reversed().stream()
                .map(StatusReport::error)
                .filter(Objects::nonNull)
                .findFirst()
                .map(part)
                .orElse(null);
    }

    private static <C> @Nullable C priced(Merged merged, Function<StatusReport.Pricing, C> part) {
        return merged.news().reversed().stream()
                .map(StatusReport::pricing)
                .filter(Objects::nonNull)
                .findFirst()
                .map(part)
                .orElse(null);
    }

    private static @Nullable OffsetDateTime latest(Merged merged) {
        return merged.news().stream()
                .map(StatusReport::at)
                .max(Comparator.naturalOrder())
                .map(Row::at)
                .orElse(null);
    }

    @Override
    public Uni<Void> park(TenantId tenant, StatusReport report) {
        var error = report.error();
        var pricing = report.pricing();
        return sql.update(
                        PARK,
                        tenant.value(),
                        Ids.next(),
                        report.providerMessageId(),
                        report.status().wire(),
                        error == null ? null : error.code(),
                        error == null ? null : error.detail(),
                        Row.at(report.at()),
                        pricing == null ? null : pricing.category(),
                        pricing == null ? null : pricing.billable())
                .chain(() -> sql.update(FORGET_OLD, tenant.value(), Row.at(report.at())))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<StatusReport>> unpark(TenantId tenant, Collection<String> providerMessageIds) {
        Object ids = providerMessageIds.toArray(String[]::new);
        return sql.pipeline(List.of(
                        new Statement(SERIALISE, tenant.toString(), ids), new Statement(UNPARK, tenant.value(), ids)))
                .map(answers ->
                        answers.get(1).stream().map(SqlDeliveries::parked).toList());
    }

    private static StatusReport parked(Row row) {
        return new StatusReport(
                row.string(0),
                MessageStatus.of(row.string(1)),
                StatusSource.PROVIDER,
                error(row.stringOrNull(2), row.stringOrNull(3)),
                row.instant(4),
                row.isNull(5) ? null : new StatusReport.Pricing(row.string(5), row.bool(6)));
    }

    private static @Nullable ProviderError error(@Nullable String code, @Nullable String detail) {
        return code == null ? null : ProviderError.parse(code, detail);
    }
}
