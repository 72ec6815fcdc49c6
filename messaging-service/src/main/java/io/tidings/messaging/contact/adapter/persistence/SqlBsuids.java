package io.tidings.messaging.contact.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.contact.application.Bsuids;
import io.tidings.messaging.contact.domain.Bsuid;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SqlBsuids implements Bsuids {
    private static final String HOLD = "select pg_advisory_xact_lock(hashtextextended($1, 0))";
    private static final String CONTACT = """
            select b.contact_id
            from contact_bsuids b
            join phone_numbers theirs on theirs.tenant_id = $1 and theirs.id = b.phone_number
            join phone_numbers here on here.tenant_id = $1 and here.id = $2
            where b.tenant_id = $1 and b.bsuid = $3
              and (theirs.id = here.id or theirs.portfolio_id = here.portfolio_id or theirs.waba_id = here.waba_id)
            union all
            select contact_id from contact_bsuids where tenant_id = $1 and parent_bsuid = $4
            limit 1""";
    private static final String LINK = """
            insert into contact_bsuids (tenant_id, phone_number, bsuid, parent_bsuid, contact_id, seen_at)
            values ($1, $2, $3, $4, $5, $6)
            on conflict (tenant_id, phone_number, bsuid) do update
            set contact_id = excluded.contact_id, seen_at = excluded.seen_at,
                parent_bsuid = coalesce(excluded.parent_bsuid, contact_bsuids.parent_bsuid)
            where contact_bsuids.contact_id <> excluded.contact_id
               or contact_bsuids.parent_bsuid is distinct from coalesce(excluded.parent_bsuid, contact_bsuids.parent_bsuid)
               or contact_bsuids.seen_at < excluded.seen_at - interval '1 day'""";

    private final Sql sql;

    SqlBsuids(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Void> hold(TenantId tenant, Bsuid bsuid) {
        return sql.all(HOLD, tenant + "|" + bsuid.value()).replaceWithVoid();
    }

    @Override
    public Uni<Optional<UUID>> contact(TenantId tenant, UUID number, Bsuid bsuid) {
        return sql.all(CONTACT, tenant.value(), number, bsuid.value(), bsuid.parent())
                .map(rows -> rows.stream().findFirst().map(row -> row.uuid(0)));
    }

    @Override
    public Uni<Void> link(TenantId tenant, UUID contact, UUID number, Bsuid bsuid, Instant now) {
        return sql.update(LINK, tenant.value(), number, bsuid.value(), bsuid.parent(), contact, Row.at(now))
                .replaceWithVoid();
    }
}
