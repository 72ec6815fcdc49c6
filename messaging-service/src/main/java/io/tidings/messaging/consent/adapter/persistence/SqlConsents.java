package io.tidings.messaging.consent.adapter.persistence;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.consent.application.Consents;
import io.tidings.messaging.consent.domain.Consent;
import io.tidings.messaging.consent.domain.ConsentPurpose;
import io.tidings.messaging.consent.domain.ConsentState;
import io.tidings.messaging.consent.domain.Decision;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageRequest;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SqlConsents implements Consents {
    private static final String CURRENT = """
            select distinct on (contact_id, purpose) contact_id, purpose, decision from consents
            where tenant_id = $1 and contact_id = any($2) order by contact_id, purpose, id desc""";
    // The contact's row is the lock: two decisions for one person come one after the other.
    private static final String LOCK = "select 1 from contacts where tenant_id = $1 and id = $2 for no key update";
    private static final String APPEND = """
            insert into consents (tenant_id, id, contact_id, purpose, decision, source, wording, recorded_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)""";
    private static final String LEDGER = """
            select id, contact_id, purpose, decision, source, wording, recorded_at from consents
            where tenant_id = $1 and contact_id = $4 and id < $2 order by id desc limit $3""";

    private final Sql sql;

    SqlConsents(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<ConsentState> current(TenantId tenant, UUID contact) {
        return current(tenant, List.of(contact)).map(found -> found.getOrDefault(contact, ConsentState.SILENT));
    }

    @Override
    public Uni<Map<UUID, ConsentState>> current(TenantId tenant, List<UUID> contacts) {
        return sql.all(CURRENT, tenant.value(), contacts.toArray(UUID[]::new))
                .map(rows -> rows.stream()
                        .collect(groupingBy(
                                row -> row.uuid(0),
                                collectingAndThen(
                                        toMap(
                                                row -> ConsentPurpose.of(row.string(1)),
                                                row -> Decision.of(row.string(2))),
                                        ConsentState::new))));
    }

    @Override
    public Uni<ConsentState> currentForDecision(TenantId tenant, UUID contact) {
        return sql.all(LOCK, tenant.value(), contact).chain(() -> current(tenant, contact));
    }

    @Override
    public Uni<Void> append(TenantId tenant, List<Consent> lines) {
        return sql.batch(
                APPEND,
                lines.stream()
                        .map(line -> new Object[] {
                            tenant.value(),
                            line.id(),
                            line.contact(),
                            line.purpose().wire(),
                            line.decision().wire(),
                            line.source(),
                            line.wording(),
                            Row.at(line.recordedAt())
                        })
                        .toList());
    }

    @Override
    public Uni<Page<Consent>> ledger(TenantId tenant, PageRequest page, UUID contact) {
        return sql.all(LEDGER, tenant.value(), page.before(), page.fetch(), contact)
                .map(rows -> Page.of(page, rows.stream().map(SqlConsents::line).toList(), Consent::id));
    }

    private static Consent line(Row row) {
        return new Consent(
                row.uuid(0),
                row.uuid(1),
                ConsentPurpose.of(row.string(2)),
                Decision.of(row.string(3)),
                row.string(4),
                row.stringOrNull(5),
                row.instant(6));
    }
}
