package io.tidings.messaging.contact.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.contact.application.Contacts;
import io.tidings.messaging.contact.domain.Contact;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.PhoneNumber;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageRequest;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SqlContacts implements Contacts {
    private static final String COLUMNS = "id, phone, wa_id, name, time_zone, locale, version, created_at, updated_at";
    private static final String BY_ID = "select " + COLUMNS + " from contacts where tenant_id = $1 and id = $2";
    // One round trip, whether the contact is known or new.
    private static final String FIND_OR_ADD = """
            with known as (select %1$s from contacts where tenant_id = $1 and %2$s),
            added as (
                insert into contacts (tenant_id, id, phone, wa_id, name, time_zone, locale, version, created_at, updated_at)
                select $1, $3::uuid, $2, $4::text, $5::text, $6::text, $7::text, 0, $8::timestamptz, $8
                where not exists (select 1 from known)
                on conflict (tenant_id, phone) do nothing
                returning %1$s)
            select %1$s, false from known union all select %1$s, true from added limit 1""";
    private static final String BY_PHONE = FIND_OR_ADD.formatted(COLUMNS, "phone = $2");
    // Spelled by WhatsApp: its spelling wins over a phone that merely reads alike.
    private static final String BY_WA_ID = FIND_OR_ADD.formatted(COLUMNS, """
            id = (select id from contacts where tenant_id = $1 and (phone = $2 or wa_id = $4)
                  order by (wa_id is not distinct from $4) desc, id limit 1)""");
    private static final String UPDATE = """
            update contacts set name = $3, time_zone = $4, locale = $5, version = $6, updated_at = $7
            where tenant_id = $1 and id = $2""";

    private final Sql sql;

    SqlContacts(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Optional<Contact>> byId(TenantId tenant, UUID id) {
        return sql.all(BY_ID, tenant.value(), id).map(SqlContacts::first);
    }

    @Override
    public Uni<Optional<Contact>> byIdForChange(TenantId tenant, UUID id) {
        return sql.all(BY_ID + " for no key update", tenant.value(), id).map(SqlContacts::first);
    }

    @Override
    public Uni<Found> findOrAdd(TenantId tenant, Contact wanted) {
        // Empty when somebody else was adding the same phone: the insert has waited for them, the second look sees it.
        return attempt(tenant, wanted)
                .chain(rows -> rows.isEmpty()
                        ? attempt(tenant, wanted)
                        : Uni.createFrom().item(rows))
                .map(rows -> new Found(contact(rows.getFirst()), rows.getFirst().bool(9)));
    }

    private Uni<List<Row>> attempt(TenantId tenant, Contact wanted) {
        return sql.all(
                wanted.waId() == null ? BY_PHONE : BY_WA_ID,
                tenant.value(),
                wanted.phone().e164(),
                wanted.id(),
                wanted.waId(),
                wanted.name(),
                wanted.timeZone(),
                wanted.locale(),
                Row.at(wanted.createdAt()));
    }

    @Override
    public Uni<Void> update(TenantId tenant, Contact contact) {
        return sql.update(
                        UPDATE,
                        tenant.value(),
                        contact.id(),
                        contact.name(),
                        contact.timeZone(),
                        contact.locale(),
                        contact.version(),
                        Row.at(contact.updatedAt()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> learnWaId(TenantId tenant, UUID contact, String waId) {
        return sql.update("""
                        update contacts set wa_id = $3
                        where tenant_id = $1 and id = $2 and wa_id is distinct from $3""", tenant.value(), contact, waId).replaceWithVoid();
    }

    @Override
    public Uni<Page<Contact>> list(TenantId tenant, PageRequest page, @Nullable PhoneNumber phone) {
        var all = "select " + COLUMNS + " from contacts where tenant_id = $1 and id < $2";
        var end = " order by id desc limit $3";
        var rows = phone == null
                ? sql.all(all + end, tenant.value(), page.before(), page.fetch())
                : sql.all(all + " and phone = $4" + end, tenant.value(), page.before(), page.fetch(), phone.e164());
        return rows.map(
                found -> Page.of(page, found.stream().map(SqlContacts::contact).toList(), Contact::id));
    }

    private static Optional<Contact> first(List<Row> rows) {
        return rows.stream().findFirst().map(SqlContacts::contact);
    }

    private static Contact contact(Row row) {
        return new Contact(
                row.uuid(0),
                new PhoneNumber(row.string(1)),
                row.stringOrNull(2),
                row.stringOrNull(3),
                row.stringOrNull(4),
                row.stringOrNull(5),
                row.number(6),
                row.instant(7),
                row.instant(8));
    }
}
