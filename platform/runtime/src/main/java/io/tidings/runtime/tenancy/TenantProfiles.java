package io.tidings.runtime.tenancy;

import io.smallrye.mutiny.Uni;

import java.time.ZoneId;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

/** This service's read model of tenants, kept by events. Call it inside the tenant's transaction. */
@ApplicationScoped
public class TenantProfiles {
    private final Sql sql;

    TenantProfiles(Sql sql) {
        this.sql = sql;
    }

    /** The profile, or empty while no event of this tenant has arrived. */
    public Uni<Optional<TenantProfile>> find(TenantId tenant) {
        return sql.all("""
                        select time_zone, locale, packer_phones, active, quiet_start, quiet_end, messages_per_month
                        from tenant_profiles where tenant_id = $1""", tenant.value())
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(r -> new TenantProfile(
                                ZoneId.of(r.string(0)),
                                r.string(1),
                                r.strings(2),
                                r.bool(3),
                                r.stringOrNull(4),
                                r.stringOrNull(5),
                                r.isNull(6) ? null : r.number(6))));
    }

    /** Keeps the newest state: an event that arrives late changes nothing. */
    public Uni<Void> keep(TenantId tenant, TenantProfile profile, java.time.Instant asOf) {
        return sql.update(
                        """
                        insert into tenant_profiles (tenant_id, time_zone, locale, packer_phones, active, as_of,
                            quiet_start, quiet_end, messages_per_month)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                        on conflict (tenant_id) do update set time_zone = excluded.time_zone, locale = excluded.locale,
                            packer_phones = excluded.packer_phones, active = excluded.active, as_of = excluded.as_of,
                            quiet_start = excluded.quiet_start, quiet_end = excluded.quiet_end,
                            messages_per_month = excluded.messages_per_month
                        where tenant_profiles.as_of <= excluded.as_of""",
                        tenant.value(),
                        profile.zone().getId(),
                        profile.locale(),
                        profile.packerPhones().toArray(String[]::new),
                        profile.active(),
                        Row.at(asOf),
                        profile.quietStart(),
                        profile.quietEnd(),
                        profile.messagesPerMonth())
                .replaceWithVoid();
    }
}
