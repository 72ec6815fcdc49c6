package io.tidings.messaging.conversation.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.conversation.application.ConversationView;
import io.tidings.messaging.conversation.application.FindConversations;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageRequest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** {@link FindConversations} on PostgreSQL. */
@ApplicationScoped
class SqlConversationViews implements FindConversations {
    private static final String SELECT = """
            select v.id, v.contact_id, c.phone, c.name, v.phone_number, v.status, v.unread, v.assigned_to,
                v.window_open_until, v.last_inbound_at,
                (select m.text from messages m
                 where m.tenant_id = $1 and m.contact_id = v.contact_id and m.phone_number = v.phone_number
                 order by m.id desc limit 1),
                v.activity, v.version
            from conversations v join contacts c on c.tenant_id = v.tenant_id and c.id = v.contact_id
            where v.tenant_id = $1""";

    private final Sql sql;

    SqlConversationViews(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Optional<ConversationView>> byId(TenantId tenant, UUID id) {
        return sql.all(SELECT + " and v.id = $2", tenant.value(), id)
                .map(rows -> rows.stream().findFirst().map(SqlConversationViews::view));
    }

    @Override
    public Uni<Page<ConversationView>> list(TenantId tenant, PageRequest page, Filter filter) {
        var where = new StringBuilder(SELECT).append(" and v.activity < $2");
        var args = new ArrayList<Object>(List.of(tenant.value(), page.before(), page.fetch()));
        if (filter.status() != null) {
            args.add(filter.status().wire());
            where.append(" and v.status = $").append(args.size());
        }
        if (filter.contact() != null) {
            args.add(filter.contact());
            where.append(" and v.contact_id = $").append(args.size());
        }
        if (filter.assignedTo() != null) {
            args.add(filter.assignedTo());
            where.append(" and coalesce(v.assigned_to, '') = $").append(args.size());
        }
        if (filter.unread() != null) {
            where.append(filter.unread() ? " and v.unread > 0" : " and v.unread = 0");
        }
        return sql.all(where + " order by v.activity desc limit $3", args.toArray())
                .map(rows -> Page.of(
                        page, rows.stream().map(SqlConversationViews::view).toList(), ConversationView::activity));
    }

    private static ConversationView view(Row row) {
        return new ConversationView(
                row.uuid(0),
                row.uuid(1),
                row.string(2),
                row.stringOrNull(3),
                row.uuid(4),
                row.string(5),
                row.integer(6),
                row.stringOrNull(7),
                row.instant(8),
                row.instant(9),
                row.stringOrNull(10),
                row.uuid(11),
                row.number(12));
    }
}
