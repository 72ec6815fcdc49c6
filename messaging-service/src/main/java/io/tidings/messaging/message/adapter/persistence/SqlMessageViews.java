package io.tidings.messaging.message.adapter.persistence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.message.application.FindMessages;
import io.tidings.messaging.message.application.MessageFilter;
import io.tidings.messaging.message.application.MessageView;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageRequest;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
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
                m.provider_message_id, m.error_code, m.error_detail, m.created_at, m.updated_at
            from messages m join contacts c on c.tenant_id = m.tenant_id and c.id = m.contact_id
            where m.tenant_id = $1""";
    private static final String HISTORY = """
            select message_id, status, at, source, code from message_statuses
            where tenant_id = $1 and message_id = any($2) order by message_id, id""";

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
    public Uni<Page<MessageView>> list(TenantId tenant, PageRequest page, MessageFilter filter) {
        var where = new StringBuilder(SELECT).append(" and m.id < $2");
        var args = new ArrayList<Object>(List.of(tenant.value(), page.before(), page.fetch()));
        if (filter.status() != null) {
            narrow(where, args, statusColumn(filter.status()), filter.status().wire());
            where.append(underWay(filter.status()));
        }
        narrow(where, args, "m.contact_id", filter.contact());
        narrow(where, args, "m.intent_key", filter.intentKey());
        narrow(
                where,
                args,
                "c.phone",
                filter.phone() == null ? null : filter.phone().e164());
        return sql.all(where + " order by m.id desc limit $3", args.toArray())
                .chain(rows -> views(tenant, rows))
                .map(views -> Page.of(page, views, MessageView::id));
    }

    /** Few messages stay in most statuses, and those have an index; in the others are most of the table. */
    private static String statusColumn(MessageStatus status) {
        return switch (status) {
            case QUEUED, SENDING, DELIVERED, READ, RECEIVED -> "m.status";
            case SENT, FAILED, UNKNOWN, CANCELLED, DEFERRED, REFUSED -> "m.listed_status";
        };
    }

    /** What is queued or being sent is found by its due row. */
    private static String underWay(MessageStatus status) {
        return status == MessageStatus.QUEUED || status == MessageStatus.SENDING
                ? " and m.id in (select d.subject from due_work d where d.tenant_id = $1 and d.kind = 'dispatch')"
                : "";
    }

    private static void narrow(StringBuilder where, List<Object> args, String column, @Nullable Object value) {
        if (value != null) {
            args.add(value);
            where.append(" and ").append(column).append(" = $").append(args.size());
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
        return new MessageView.Step(row.string(1), row.instant(2), row.string(3), row.stringOrNull(4));
    }

    private static MessageView view(Row row, Map<UUID, List<MessageView.Step>> history) {
        var outbound = row.string(1).equals("outbound");
        var phone = row.stringOrNull(3);
        return new MessageView(
                row.uuid(0),
                row.string(1),
                row.uuid(2),
                outbound ? phone : null,
                outbound ? null : phone,
                row.string(4),
                row.stringOrNull(5),
                row.stringOrNull(6),
                row.stringOrNull(7),
                row.isNull(8) ? null : new MessageView.Source(row.string(8), row.string(9)),
                row.string(10),
                row.isNull(11)
                        ? null
                        : new MessageView.Judgement(
                                row.string(11), row.stringOrNull(12), row.instantOrNull(13), row.instant(14)),
                row.stringOrNull(15),
                row.isNull(16) ? null : new MessageView.Problem(row.string(16), row.stringOrNull(17)),
                history.getOrDefault(row.uuid(0), List.of()),
                row.instant(18),
                row.instant(19));
    }
}
