package io.tidings.messaging.lead.adapter.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.lead.application.Leads;
import io.tidings.messaging.lead.domain.Lead;
import io.tidings.messaging.lead.domain.LeadStatus;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.PhoneNumber;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageRequest;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SqlLeads implements Leads {
    private static final String SELECT = """
            select id, contact_id, phone, name, source, referral::text, status, note, converted_at,
                   version, created_at, updated_at
            from leads where tenant_id = $1""";
    private static final String ADD = """
            insert into leads (tenant_id, id, contact_id, phone, name, source, referral, status, note,
                               version, created_at, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7::text::jsonb, $8, $9, 0, $10, $10)
            on conflict (tenant_id, contact_id) where status in ('new', 'qualified') do nothing""";
    private static final String UPDATE = """
            update leads set contact_id = $3, status = $4, note = $5, converted_at = $6, version = $7, updated_at = $8
            where tenant_id = $1 and id = $2""";
    // The contact's row is the lock: one lead of it is opened after the other.
    private static final String OTHER_OPEN = """
            select (select 1 from leads l where l.tenant_id = $1 and l.contact_id = $2 and l.id <> $3
                      and l.status in ('new', 'qualified') limit 1)
            from contacts where tenant_id = $1 and id = $2 for no key update""";
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final Sql sql;
    private final ObjectMapper json;

    SqlLeads(Sql sql, ObjectMapper json) {
        this.sql = sql;
        this.json = json;
    }

    @Override
    public Uni<Optional<Lead>> byId(TenantId tenant, UUID id) {
        return one(SELECT + " and id = $2", tenant, id);
    }

    @Override
    public Uni<Optional<Lead>> byIdForChange(TenantId tenant, UUID id) {
        return one(SELECT + " and id = $2 for no key update", tenant, id);
    }

    private Uni<Optional<Lead>> one(String query, TenantId tenant, UUID id) {
        return sql.all(query, tenant.value(), id)
                .map(rows -> rows.stream().findFirst().map(this::lead));
    }

    @Override
    public Uni<Boolean> add(TenantId tenant, Lead lead) {
        return sql.update(
                        ADD,
                        tenant.value(),
                        lead.id(),
                        lead.contact(),
                        lead.phone() == null ? null : lead.phone().e164(),
                        lead.name(),
                        lead.source(),
                        write(lead.referral()),
                        lead.status().wire(),
                        lead.note(),
                        Row.at(lead.createdAt()))
                .map(added -> added == 1);
    }

    @Override
    public Uni<Void> update(TenantId tenant, Lead lead) {
        return refuseSecondOpen(tenant, lead)
                .chain(() -> sql.update(
                        UPDATE,
                        tenant.value(),
                        lead.id(),
                        lead.contact(),
                        lead.status().wire(),
                        lead.note(),
                        Row.atOrNull(lead.convertedAt()),
                        lead.version(),
                        Row.at(lead.updatedAt())))
                .replaceWithVoid();
    }

    private Uni<Void> refuseSecondOpen(TenantId tenant, Lead lead) {
        return lead.contact() == null || !lead.status().isOpen()
                ? Uni.createFrom().voidItem()
                : sql.all(OTHER_OPEN, tenant.value(), lead.contact(), lead.id())
                        .invoke(rows -> {
                            if (rows.stream().anyMatch(row -> !row.isNull(0))) {
                                throw new Lead.Open();
                            }
                        })
                        .replaceWithVoid();
    }

    @Override
    public Uni<Page<Lead>> list(TenantId tenant, PageRequest page, @Nullable LeadStatus status) {
        var upTo = SELECT + " and id < $2";
        var end = " order by id desc limit $3";
        var rows = status == null
                ? sql.all(upTo + end, tenant.value(), page.before(), page.fetch())
                : sql.all(upTo + " and status = $4" + end, tenant.value(), page.before(), page.fetch(), status.wire());
        return rows.map(found -> Page.of(page, found.stream().map(this::lead).toList(), Lead::id));
    }

    private Lead lead(Row row) {
        var phone = row.stringOrNull(2);
        return new Lead(
                row.uuid(0),
                row.uuidOrNull(1),
                phone == null ? null : new PhoneNumber(phone),
                row.stringOrNull(3),
                row.string(4),
                row.isNull(5) ? Map.of() : read(row.string(5)),
                LeadStatus.of(row.string(6)),
                row.stringOrNull(7),
                row.instantOrNull(8),
                row.number(9),
                row.instant(10),
                row.instant(11));
    }

    private @Nullable String write(Map<String, String> texts) {
        try {
            return texts.isEmpty() ? null : json.writeValueAsString(texts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts are always JSON", e);
        }
    }

    private Map<String, String> read(String stored) {
        try {
            return json.readValue(stored, TEXTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored referral is JSON", e);
        }
    }
}
