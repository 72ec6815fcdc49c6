package io.tidings.messaging.dispatch.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.dispatch.application.ProviderHealth;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SqlProviderHealth implements ProviderHealth {
    // Answers that come while it is paused speak of the same pause.
    private static final String PAUSE = """
            insert into template_health as h
                (tenant_id, template, language, state, reason, paused_until, pauses, updated_at)
            select $1, m.template, coalesce(m.language, 'en'), case when $3 then 'disabled' else 'paused' end, $4,
                   case when not $3 then $5::timestamptz + interval '3 hours' end, 1, $5
            from messages m where m.tenant_id = $1 and m.id = $2 and m.template is not null
            on conflict (tenant_id, template, language) do update
            set state = case when $3 or h.pauses >= 2 then 'disabled' else 'paused' end,
                reason = excluded.reason,
                paused_until = case when not $3 and h.pauses < 2
                    then $5::timestamptz + make_interval(hours => case h.pauses when 0 then 3 else 6 end) end,
                pauses = h.pauses + 1, updated_at = excluded.updated_at
            where $3 or h.state = 'active' or h.paused_until <= $5""";
    private static final String UNREACHABLE = """
            insert into unreachable_contacts as u (tenant_id, contact_id, times, last_at) values ($1, $2, 1, $3)
            on conflict (tenant_id, contact_id) do update
            set times = case when u.last_at > $3::timestamptz - interval '30 days' then u.times + 1 else 1 end,
                last_at = excluded.last_at""";

    private final Sql sql;

    SqlProviderHealth(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Void> pauseTemplate(TenantId tenant, UUID message, boolean disabled, String code, Instant now) {
        return sql.update(PAUSE, tenant.value(), message, disabled, code, Row.at(now))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> countUnreachable(TenantId tenant, UUID contact, Instant now) {
        return sql.update(UNREACHABLE, tenant.value(), contact, Row.at(now)).replaceWithVoid();
    }
}
