package io.tidings.messaging.contact.adapter.persistence;

import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.contact.application.Contacts;
import io.tidings.messaging.contact.domain.Contact;
import io.tidings.messaging.contact.domain.ContactSearch;
import io.tidings.messaging.contact.domain.PhoneKey;
import io.tidings.messaging.contact.domain.SearchTerms;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.PhoneNumber;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageRequest;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** Each write keeps the terms a contact is found by in the same statement. */
@ApplicationScoped
class SqlContacts implements Contacts {
    private static final String HERE = " from contacts where tenant_id = $1 and erased_at is null";
    private static final String BY_ID = "select " + ContactRows.COLUMNS + HERE + " and id = $2";
    private static final String BY_PHONE_FOR_CHANGE = "select " + ContactRows.COLUMNS + HERE
            + " and (phone_key = $2 or wa_id = $3) order by (phone_key = $2) desc, id limit 1 for no key update";
    private static final String BY_KEYS_FOR_CHANGE =
            "select " + ContactRows.COLUMNS + HERE + " and phone_key = any($2) order by phone_key for no key update";
    // One round trip, whether the contact is known or new.
    private static final String FIND_OR_ADD = """
            with known as (select %1$s from contacts where tenant_id = $1 and %2$s),
            added as (
                insert into contacts (tenant_id, id, phone, phone_key, wa_id, name, time_zone, locale, tags, attributes,
                                      version, created_at, updated_at)
                select $1, $4::uuid, $2, $3, $5::text, $6::text, $7::text, $8::text, $9::text[], $10::text::jsonb,
                       0, $11::timestamptz, $11
                where not exists (select 1 from known)
                on conflict (tenant_id, phone_key) do nothing
                returning %1$s),
            found_by as (
                insert into contact_terms (tenant_id, term, contact_id)
                select $1, term, added.id from added, unnest($12::text[]) term)
            select %1$s, false from known union all select %1$s, true from added limit 1""";
    private static final String BY_KEY = FIND_OR_ADD.formatted(ContactRows.COLUMNS, "phone_key = $3");
    // Spelled by WhatsApp: its spelling wins over a phone that merely reads alike.
    private static final String BY_WA_ID = FIND_OR_ADD.formatted(ContactRows.COLUMNS, """
            id = (select id from contacts where tenant_id = $1 and (phone_key = $3 or wa_id = $5)
                  order by (wa_id is not distinct from $5) desc, id limit 1)""");
    private static final String ADD = """
            insert into contacts (tenant_id, id, name, time_zone, locale, tags, attributes, version, created_at, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7::text::jsonb, 0, $8, $8)""";
    private static final String ADD_ALL = """
            insert into contacts (tenant_id, id, phone, phone_key, name, time_zone, locale, tags, attributes,
                                  version, created_at, updated_at)
            select $1, id, phone, phone_key, name, time_zone, locale,
                   array(select jsonb_array_elements_text(tags::jsonb)), attributes::jsonb, 0, $10, $10
            from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
                as c(id, phone, phone_key, name, time_zone, locale, tags, attributes)
            on conflict (tenant_id, phone_key) do nothing returning id""";
    private static final String FIND_ALL_BY = """
            insert into contact_terms (tenant_id, term, contact_id)
            select $1, term, id from unnest($2::text[], $3::uuid[]) as t(term, id) on conflict do nothing""";
    private static final String UPDATE = """
            update contacts set phone = $3, phone_key = $4, wa_id = $5, name = $6, time_zone = $7, locale = $8,
                tags = $9, attributes = $10::text::jsonb, version = $11, updated_at = $12
            where tenant_id = $1 and id = $2""";
    private static final String FORGET_OTHERS =
            "delete from contact_terms where tenant_id = $1 and contact_id = $2 and term <> all($3)";
    private static final String FIND_BY = """
            insert into contact_terms (tenant_id, term, contact_id)
            select $1, term, $2 from unnest($3::text[]) term on conflict do nothing""";
    private static final String OTHER_WITH_KEY = "select id" + HERE + " and phone_key = $2 and id <> $3";
    private static final String LEARN = """
            update contacts set wa_id = $3
            where tenant_id = $1 and id = $2 and wa_id is distinct from $3 and erased_at is null""";

    private final Sql sql;
    private final ContactRows rows;

    SqlContacts(Sql sql, ContactRows rows) {
        this.sql = sql;
        this.rows = rows;
    }

    @Override
    public Uni<Optional<Contact>> byId(TenantId tenant, UUID id) {
        return sql.all(BY_ID, tenant.value(), id).map(this::first);
    }

    @Override
    public Uni<Boolean> hasLedger(TenantId tenant, UUID id) {
        return sql.all("select 1 from contacts where tenant_id = $1 and id = $2", tenant.value(), id)
                .map(found -> !found.isEmpty());
    }

    @Override
    public Uni<Optional<Contact>> byIdForChange(TenantId tenant, UUID id) {
        return sql.all(BY_ID + " for no key update", tenant.value(), id).map(this::first);
    }

    @Override
    public Uni<Optional<Contact>> byPhoneForChange(TenantId tenant, PhoneNumber phone) {
        return sql.all(BY_PHONE_FOR_CHANGE, tenant.value(), PhoneKey.of(phone), phone.digits())
                .map(this::first);
    }

    @Override
    public Uni<Found> findOrAdd(TenantId tenant, Contact wanted) {
        // Empty when somebody else was adding the same phone: the insert has waited for them, the second look sees it.
        return attempt(tenant, wanted)
                .chain(found -> found.isEmpty()
                        ? attempt(tenant, wanted)
                        : Uni.createFrom().item(found))
                .map(found -> new Found(
                        rows.contact(found.getFirst()), found.getFirst().bool(ContactRows.WIDTH)));
    }

    private Uni<List<Row>> attempt(TenantId tenant, Contact wanted) {
        var phone = Objects.requireNonNull(wanted.phone());
        return sql.all(
                wanted.waId() == null ? BY_KEY : BY_WA_ID,
                tenant.value(),
                phone.e164(),
                PhoneKey.of(phone),
                wanted.id(),
                wanted.waId(),
                wanted.name(),
                wanted.timeZone(),
                wanted.locale(),
                ContactRows.tags(wanted),
                rows.attributes(wanted),
                Row.at(wanted.createdAt()),
                ContactRows.terms(wanted));
    }

    @Override
    public Uni<Void> add(TenantId tenant, Contact contact) {
        return sql.update(
                        ADD,
                        tenant.value(),
                        contact.id(),
                        contact.name(),
                        contact.timeZone(),
                        contact.locale(),
                        ContactRows.tags(contact),
                        rows.attributes(contact),
                        Row.at(contact.createdAt()))
                .chain(() -> sql.update(FIND_BY, tenant.value(), contact.id(), ContactRows.terms(contact)))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<UUID>> addAll(TenantId tenant, List<Contact> contacts) {
        if (contacts.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return sql.all(ADD_ALL, rows.columns(tenant, contacts))
                .map(added -> added.stream().map(row -> row.uuid(0)).toList())
                .call(added -> {
                    var ids = Set.copyOf(added);
                    var fresh = contacts.stream()
                            .filter(contact -> ids.contains(contact.id()))
                            .toList();
                    var owners = fresh.stream()
                            .flatMap(contact -> SearchTerms.of(contact).stream().map(term -> contact.id()))
                            .toArray(UUID[]::new);
                    var terms = fresh.stream()
                            .flatMap(contact -> SearchTerms.of(contact).stream())
                            .toArray(String[]::new);
                    return sql.update(FIND_ALL_BY, tenant.value(), terms, owners);
                });
    }

    @Override
    public Uni<Map<String, Contact>> byKeysForChange(TenantId tenant, Collection<String> keys) {
        return sql.all(BY_KEYS_FOR_CHANGE, tenant.value(), keys.toArray(String[]::new))
                .map(found -> found.stream()
                        .map(rows::contact)
                        .collect(toMap(
                                contact -> PhoneKey.of(Objects.requireNonNull(contact.phone())), contact -> contact)));
    }

    @Override
    public Uni<Void> update(TenantId tenant, Contact contact) {
        return refuseTakenPhone(tenant, contact).chain(() -> updateAll(tenant, List.of(contact)));
    }

    private Uni<Void> refuseTakenPhone(TenantId tenant, Contact contact) {
        var phone = contact.phone();
        return phone == null
                ? Uni.createFrom().voidItem()
                : sql.all(OTHER_WITH_KEY, tenant.value(), PhoneKey.of(phone), contact.id())
                        .invoke(others -> others.stream().findFirst().ifPresent(other -> {
                            throw new Contact.Exists(other.uuid(0));
                        }))
                        .replaceWithVoid();
    }

    @Override
    public Uni<Void> updateAll(TenantId tenant, List<Contact> contacts) {
        return sql.batch(
                        UPDATE,
                        contacts.stream()
                                .map(contact -> rows.change(tenant, contact))
                                .toList())
                .chain(() -> sql.batch(FORGET_OTHERS, terms(tenant, contacts)))
                .chain(() -> sql.batch(FIND_BY, terms(tenant, contacts)));
    }

    private static List<Object[]> terms(TenantId tenant, List<Contact> contacts) {
        return contacts.stream()
                .map(contact -> new Object[] {tenant.value(), contact.id(), ContactRows.terms(contact)})
                .toList();
    }

    @Override
    public Uni<Void> learnWaId(TenantId tenant, UUID contact, String waId) {
        return sql.update(LEARN, tenant.value(), contact, waId).replaceWithVoid();
    }

    @Override
    public Uni<Page<Contact>> list(TenantId tenant, PageRequest page, ContactSearch search) {
        var query = SearchSql.of(tenant, page, search);
        return sql.all(query.text(), query.args())
                .map(found -> Page.of(page, found.stream().map(rows::contact).toList(), Contact::id));
    }

    private Optional<Contact> first(List<Row> found) {
        return found.stream().findFirst().map(rows::contact);
    }
}
