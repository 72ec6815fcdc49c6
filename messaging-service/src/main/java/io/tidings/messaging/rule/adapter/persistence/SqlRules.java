package io.tidings.messaging.rule.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.rule.application.Rules;
import io.tidings.messaging.rule.domain.Audience;
import io.tidings.messaging.rule.domain.NotificationRule;
import io.tidings.messaging.rule.domain.NotifiedEvent;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/** {@link Rules} on PostgreSQL. */
@ApplicationScoped
class SqlRules implements Rules {
    private static final String CHANGED = """
            select event, audience, enabled, template, language, version from notification_rules where tenant_id = $1""";
    private static final String KEEP = """
            insert into notification_rules (tenant_id, event, audience, enabled, template, language, version, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (tenant_id, event, audience) do update
            set enabled = excluded.enabled, template = excluded.template, language = excluded.language,
                version = excluded.version, updated_at = excluded.updated_at
            where notification_rules.version = excluded.version - 1""";

    private final Sql sql;

    SqlRules(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<List<NotificationRule>> changed(TenantId tenant) {
        return sql.all(CHANGED, tenant.value())
                .map(rows -> rows.stream().map(SqlRules::rule).toList());
    }

    private static NotificationRule rule(Row row) {
        return new NotificationRule(
                NotifiedEvent.find(row.string(0)).orElseThrow(),
                Audience.find(row.string(1)).orElseThrow(),
                row.bool(2),
                row.string(3),
                row.stringOrNull(4),
                row.number(5));
    }

    @Override
    public Uni<Boolean> keep(TenantId tenant, NotificationRule rule, Instant now) {
        return sql.update(
                        KEEP,
                        tenant.value(),
                        rule.event().wire(),
                        rule.audience().wire(),
                        rule.enabled(),
                        rule.template(),
                        rule.language(),
                        rule.version(),
                        Row.at(now))
                .map(kept -> kept == 1);
    }
}
