package io.tidings.messaging.consent.adapter.persistence;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.consent.application.ConsentFilter;
import io.tidings.messaging.consent.application.Consents;
import io.tidings.messaging.consent.domain.Consent;
import io.tidings.messaging.consent.domain.ConsentPurpose;
import io.tidings.messaging.consent.domain.ConsentState;
import io.tidings.messaging.consent.domain.Decision;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.Ids;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageRequest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SqlConsents implements Consents {
    private static final String CURRENT = """
            select distinct on (contact_id, purpose) contact_id, purpose, decision from consents
            where tenant_id = $1 and contact_id = any($2) order by contact_id, purpose, id desc""";
    // The contact's row is the lock: two decisions for one person come one after the other.
    private static final String LOCK = "select 1 from contacts where tenant_id = $1 and id = $2 for no key update";
    private static final String COLUMNS =
            "id, contact_id, purpose, decision, source, wording, actor, evidence::text, encode(evidence_digest, 'hex'), recorded_at";
    private static final String APPEND = """
            insert into consents (tenant_id, id, contact_id, purpose, decision, source, wording, actor, evidence,
                                  evidence_digest, recorded_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9::text::jsonb, decode($10, 'hex'), $11)""";
    private static final String LEDGER = "select " + COLUMNS + """
             from consents where tenant_id = $1 and contact_id = $4 and id < $2 and recorded_at <= $5
            order by id desc limit $3""";
    private static final String AS_OF = """
            select distinct on (purpose) purpose, decision from consents
            where tenant_id = $1 and contact_id = $2 and recorded_at <= $3 order by purpose, id desc""";
    private static final String STOPPED = """
            insert into unsubscribers (tenant_id, contact_id, scope, source, since) values ($1, $2, $3, $4, $5)
            on conflict (tenant_id, contact_id) do update
            set scope = excluded.scope, source = excluded.source, since = excluded.since
            where unsubscribers.scope <> excluded.scope""";
    private static final String RESUMED = "delete from unsubscribers where tenant_id = $1 and contact_id = $2";
    private static final String ERASE_EVIDENCE = """
            update consents set evidence = null where tenant_id = $1 and contact_id = $2 and evidence is not null""";
    private static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {};

    // Ids follow the time, so that they bound what is read; those of several machines not to the second.
    private static final Duration CLOCKS_APART = Duration.ofHours(1);

    private final Sql sql;
    private final ObjectMapper json;

    SqlConsents(Sql sql, ObjectMapper json) {
        this.sql = sql;
        this.json = json;
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
    public Uni<ConsentState> asOf(TenantId tenant, UUID contact, Instant at) {
        return sql.all(AS_OF, tenant.value(), contact, Row.at(at))
                .map(rows -> new ConsentState(rows.stream()
                        .collect(toMap(row -> ConsentPurpose.of(row.string(0)), row -> Decision.of(row.string(1))))));
    }

    @Override
    public Uni<Void> append(TenantId tenant, ConsentState before, List<Consent> lines) {
        return sql.batch(APPEND, lines.stream().map(line -> row(tenant, line)).toList())
                .chain(() -> follow(tenant, before, lines));
    }

    private Uni<Void> follow(TenantId tenant, ConsentState before, List<Consent> lines) {
        var after = before;
        for (var line : lines) {
            after = after.after(line);
        }
        var stopped = after.stopped();
        var last = lines.getLast();
        if (Objects.equals(stopped, before.stopped())) {
            return Uni.createFrom().voidItem();
        }
        return stopped == null
                ? sql.update(RESUMED, tenant.value(), last.contact()).replaceWithVoid()
                : sql.update(STOPPED, tenant.value(), last.contact(), stopped, last.source(), Row.at(last.recordedAt()))
                        .replaceWithVoid();
    }

    private Object[] row(TenantId tenant, Consent line) {
        return new Object[] {
            tenant.value(),
            line.id(),
            line.contact(),
            line.purpose().wire(),
            line.decision().wire(),
            line.source(),
            line.wording(),
            line.actor(),
            line.evidence().isEmpty() ? null : write(line.evidence()),
            line.evidenceDigest(),
            Row.at(line.recordedAt())
        };
    }

    @Override
    public Uni<Page<Consent>> ledger(TenantId tenant, PageRequest page, UUID contact, Instant upTo) {
        return sql.all(LEDGER, tenant.value(), page.before(), page.fetch(), contact, Row.at(upTo))
                .map(rows -> Page.of(page, rows.stream().map(this::line).toList(), Consent::id));
    }

    @Override
    public Uni<Page<Consent>> lines(TenantId tenant, PageRequest page, ConsentFilter filter) {
        var where = new StringBuilder("select " + COLUMNS + " from consents where tenant_id = $1 and id < $2");
        var args = new ArrayList<Object>(List.of(tenant.value(), page.before(), page.fetch()));
        conditions(filter).forEach((condition, value) -> {
            args.add(value);
            where.append(" and ").append(condition).append(" $").append(args.size());
        });
        return sql.all(where + " order by id desc limit $3", args.toArray())
                .map(rows -> Page.of(page, rows.stream().map(this::line).toList(), Consent::id));
    }

    private static Map<String, Object> conditions(ConsentFilter filter) {
        var conditions = new LinkedHashMap<String, Object>();
        if (filter.contact() != null) {
            conditions.put("contact_id =", filter.contact());
        }
        if (filter.purpose() != null) {
            conditions.put("purpose =", filter.purpose().wire());
        }
        if (filter.decision() != null) {
            conditions.put("decision =", filter.decision().wire());
        }
        if (filter.since() != null) {
            conditions.put("recorded_at >=", Row.at(filter.since()));
            conditions.put("id >=", Ids.first(filter.since().minus(CLOCKS_APART)));
        }
        if (filter.until() != null) {
            conditions.put("recorded_at <", Row.at(filter.until()));
            conditions.put("id <", Ids.first(filter.until().plus(CLOCKS_APART)));
        }
        return conditions;
    }

    @Override
    public Uni<Void> eraseEvidence(TenantId tenant, UUID contact) {
        return sql.update(ERASE_EVIDENCE, tenant.value(), contact).replaceWithVoid();
    }

    private Consent line(Row row) {
        return new Consent(
                row.uuid(0),
                row.uuid(1),
                ConsentPurpose.of(row.string(2)),
                Decision.of(row.string(3)),
                row.string(4),
                row.stringOrNull(5),
                row.stringOrNull(6),
                row.isNull(7) ? Map.of() : read(row.string(7)),
                row.stringOrNull(8),
                row.instant(9));
    }

    private String write(Map<String, String> facts) {
        try {
            return json.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts are always JSON", e);
        }
    }

    private Map<String, String> read(String stored) {
        try {
            return json.readValue(stored, FACTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored evidence is JSON", e);
        }
    }
}
