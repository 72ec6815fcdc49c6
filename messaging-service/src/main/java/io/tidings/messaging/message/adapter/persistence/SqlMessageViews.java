package io.tidings.messaging.message.adapter.persistence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.message.application.AttachedJson;
import io.tidings.messaging.message.application.FindMessages;
import io.tidings.messaging.message.application.MessageFilter;
import io.tidings.messaging.message.application.MessageView;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.Ids;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageRequest;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SqlMessageViews implements FindMessages {
    private static final String SELECT = """
            select m.id, m.direction, m.contact_id, c.phone, m.purpose, m.template, m.text, m.intent_key,
                m.source_type, m.source_id, m.status, m.verdict, m.verdict_code, m.verdict_until, m.verdict_at,
                m.provider_message_id, m.error_code, m.error_detail, m.created_at, m.updated_at,
                m.language, m.content::text, m.phone_number, m.in_reply_to, m.pricing_category, m.billable,
                m.channel, m.sms_sender, m.instead_of, m.instead_code,
                (select t.id from messages t where t.tenant_id = m.tenant_id and t.instead_of = m.id)
            from messages m join contacts c on c.tenant_id = m.tenant_id and c.id = m.contact_id
            where m.tenant_id = $1""";
    private static final String OF_CONVERSATION = """
            (m.contact_id, m.phone_number) = (
                select v.contact_id, v.phone_number from conversations v where v.tenant_id = $1 and v.id = $%d)""";
    private static final String HISTORY = """
            select message_id, status, at, source, code, actor from message_statuses
            where tenant_id = $1 and message_id = any($2) order by message_id, id""";

    // Ids follow the time, so that they bound what is read; those of several machines not to the second.
    private static final Duration CLOCKS_APART = Duration.ofHours(1);

    private final Sql sql;

    SqlMessageViews(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Optional<MessageView>> byId(TenantId tenant, UUID id) {
        return sql.all(SELECT + " and m.id = $2", tenant.value(), id)
                .chain(rows -> views(tenant, rows))
                .map(views -> views.stream().findFirst());
    }

    @Override
    public Uni<MessageView> byIntent(TenantId tenant, String intentKey) {
        return sql.all(SELECT + " and m.intent_key = $2", tenant.value(), intentKey)
                .chain(rows -> views(tenant, rows))
                .map(views -> views.stream().findFirst().orElseThrow(NotFound::new));
    }

    @Override
    public Uni<Page<MessageView>> list(TenantId tenant, PageRequest page, MessageFilter filter) {
        var where = new StringBuilder(SELECT).append(" and m.id < $2");
        var args = new ArrayList<Object>(List.of(tenant.value(), page.before(), page.fetch()));
        conditions(filter).forEach((condition, value) -> {
            args.add(value);
            where.append(" and ").append(condition.formatted(args.size()));
        });
        return sql.all(where + " order by m.id desc limit $3", args.toArray())
                .chain(rows -> views(tenant, rows))
                .map(views -> Page.of(page, views, MessageView::id));
    }

    /** Few messages stay in most statuses, and those have an index; in the others are most of the table. */
    private static String statusColumn(MessageStatus status) {
        return switch (status) {
            case QUEUED, SENDING, SENT, DELIVERED, READ, RECEIVED -> "m.status";
            case FAILED, UNKNOWN, CANCELLED, DEFERRED, REFUSED -> "m.listed_status";
        };
    }

    /** What is queued or being sent is found by its due row; what was sent and not delivered has a list of its own. */
    private static String underWay(MessageStatus status) {
        return switch (status) {
            case QUEUED, SENDING ->
                " and m.id in (select d.subject from due_work d where d.tenant_id = $1 and d.kind in ('dispatch', 'dispatch-sms'))";
            case SENT -> " and m.id in (select u.message_id from undelivered_messages u where u.tenant_id = $1)";
            default -> "";
        };
    }

    private static Map<String, Object> conditions(MessageFilter filter) {
        var conditions = new LinkedHashMap<String, Object>();
        if (filter.status() != null) {
            conditions.put(
                    statusColumn(filter.status()) + " = $%d" + underWay(filter.status()),
                    filter.status().wire());
        }
        if (filter.phone() != null) {
            conditions.put("c.phone = $%d", filter.phone().e164());
        }
        if (filter.purpose() != null) {
            conditions.put("m.purpose = $%d", filter.purpose().wire());
        }
        if (filter.from() != null) {
            conditions.put("m.created_at >= $%d", Row.at(filter.from()));
            conditions.put("m.id >= $%d", Ids.first(filter.from().minus(CLOCKS_APART)));
        }
        if (filter.until() != null) {
            conditions.put("m.created_at < $%d", Row.at(filter.until()));
            conditions.put("m.id < $%d", Ids.first(filter.until().plus(CLOCKS_APART)));
        }
        putIfAny(conditions, "m.contact_id = $%d", filter.contact());
        putIfAny(conditions, "m.intent_key = $%d", filter.intentKey());
        putIfAny(conditions, "m.source_type = $%d", filter.sourceType());
        putIfAny(conditions, "m.source_id = $%d", filter.sourceId());
        putIfAny(conditions, "m.template = $%d", filter.template());
        putIfAny(conditions, OF_CONVERSATION, filter.conversation());
        return conditions;
    }

    private static void putIfAny(Map<String, Object> conditions, String condition, @Nullable Object value) {
        if (value != null) {
            conditions.put(condition, value);
        }
    }

    private Uni<List<MessageView>> views(TenantId tenant, List<Row> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        var ids = rows.stream().map(row -> row.uuid(0)).toArray(UUID[]::new);
        return sql.all(HISTORY, tenant.value(), ids)
                .map(lines -> lines.stream()
                        .collect(groupingBy(line -> line.uuid(0), mapping(SqlMessageViews::step, toList()))))
                .map(history -> rows.stream().map(row -> view(row, history)).toList());
    }

    private static MessageView.Step step(Row row) {
        return new MessageView.Step(
                row.string(1), row.instant(2), row.string(3), row.stringOrNull(4), row.stringOrNull(5));
    }

    private static MessageView view(Row row, Map<UUID, List<MessageView.Step>> history) {
        var outbound = row.string(1).equals("outbound");
        var phone = row.stringOrNull(3);
        return new MessageView(
                row.uuid(0),
                row.string(1),
                row.string(26),
                row.uuid(2),
                outbound ? phone : null,
                outbound ? null : phone,
                row.string(4),
                row.stringOrNull(5),
                row.stringOrNull(20),
                row.stringOrNull(6),
                AttachedJson.shown(row.stringOrNull(21)),
                row.uuidOrNull(22),
                row.uuidOrNull(27),
                row.isNull(28) ? null : new MessageView.Instead(row.uuid(28), row.string(29)),
                row.uuidOrNull(30),
                row.uuidOrNull(23),
                row.stringOrNull(7),
                row.isNull(8) ? null : new MessageView.Source(row.string(8), row.string(9)),
                row.string(10),
                row.isNull(11)
                        ? null
                        : new MessageView.Judgement(
                                row.string(11), row.stringOrNull(12), row.instantOrNull(13), row.instant(14)),
                row.stringOrNull(15),
                row.isNull(16) ? null : new MessageView.Problem(row.string(16), row.stringOrNull(17)),
                row.isNull(24) ? null : new MessageView.Cost(row.string(24), !row.isNull(25) && row.bool(25)),
                history.getOrDefault(row.uuid(0), List.of()),
                row.instant(18),
                row.instant(19));
    }
}
