package io.tidings.campaign.contact.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.campaign.contact.application.Contacts;
import io.tidings.campaign.contact.domain.KnownContact;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** {@link Contacts} in the table {@code contacts}: a read model without rules, so plain SQL. */
@ApplicationScoped
class SqlContacts implements Contacts {
    private static final String KEEP = """
            insert into contacts (tenant_id, id, name, as_of) values ($1, $2, $3, $4)
            on conflict (tenant_id, id) do update set name = excluded.name, as_of = excluded.as_of
            where contacts.as_of <= excluded.as_of""";
    private static final String BY_ID = "select id, name from contacts where tenant_id = $1 and id = $2";

    private final Sql sql;

    SqlContacts(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Void> keep(TenantId tenant, KnownContact contact, Instant asOf) {
        @Nullable Object[] row = {tenant.value(), contact.id(), contact.name(), Row.at(asOf)};
        return sql.update(KEEP, row).replaceWithVoid();
    }

    @Override
    public Uni<KnownContact> byId(TenantId tenant, UUID contact) {
        return one(BY_ID, tenant, contact);
    }

    @Override
    public Uni<KnownContact> locked(TenantId tenant, UUID contact) {
        return one(BY_ID + " for update", tenant, contact);
    }

    private Uni<KnownContact> one(String query, TenantId tenant, UUID contact) {
        return sql.all(query, tenant.value(), contact)
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> new KnownContact(row.uuid(0), row.stringOrNull(1)))
                        .orElseThrow(KnownContact.NotFound::new));
    }
}
