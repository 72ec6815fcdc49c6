package io.tidings.messaging.contact.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.contact.application.Unsubscribers;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageRequest;
import org.jspecify.annotations.Nullable;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SqlUnsubscribers implements Unsubscribers {
    private static final String LIST = """
            select u.contact_id, c.phone, c.name, u.scope, u.source, u.since
            from unsubscribers u join contacts c on c.tenant_id = u.tenant_id and c.id = u.contact_id
            where u.tenant_id = $1 and u.contact_id < $2 and ($4::text is null or u.scope = $4) and c.erased_at is null
            order by u.contact_id desc limit $3""";

    private final Sql sql;

    SqlUnsubscribers(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Page<Unsubscriber>> list(TenantId tenant, PageRequest page, @Nullable String scope) {
        return sql.all(LIST, tenant.value(), page.before(), page.fetch(), scope)
                .map(rows -> Page.of(
                        page, rows.stream().map(SqlUnsubscribers::unsubscriber).toList(), Unsubscriber::contactId));
    }

    private static Unsubscriber unsubscriber(Row row) {
        return new Unsubscriber(
                row.uuid(0), row.stringOrNull(1), row.stringOrNull(2), row.string(3), row.string(4), row.instant(5));
    }
}
