package io.tidings.messaging.contact.adapter.persistence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.consent.domain.ConsentPurpose;
import io.tidings.messaging.contact.application.FormerContacts;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SqlFormerContacts implements FormerContacts {
    private static final String STOPPED = """
            select encode(c.former_phone, 'hex'), p.purpose
            from unnest($2::text[]) mark
            join contacts c on c.tenant_id = $1 and c.former_phone = decode(mark, 'hex')
            join unsubscribers u on u.tenant_id = $1 and u.contact_id = c.id
            join (values ('marketing'), ('transactional')) p(purpose) on u.scope in (p.purpose, 'all')""";

    private final Sql sql;

    SqlFormerContacts(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Map<String, Set<ConsentPurpose>>> stopped(TenantId tenant, Collection<String> marks) {
        return sql.all(STOPPED, tenant.value(), marks.toArray(String[]::new))
                .map(rows -> rows.stream()
                        .collect(groupingBy(
                                row -> row.string(0), mapping(row -> ConsentPurpose.of(row.string(1)), toSet()))));
    }
}
