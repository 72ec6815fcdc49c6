package io.tidings.messaging.otp.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.otp.application.OtpSettingsBook;
import io.tidings.messaging.otp.domain.OtpPurpose;
import io.tidings.messaging.otp.domain.OtpSettings;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SqlOtpSettingsBook implements OtpSettingsBook {
    private static final String ALL = """
            select purpose, length, life_seconds, attempts, countries, version from otp_settings where tenant_id = $1""";
    private static final String KEEP = """
            insert into otp_settings as s
                (tenant_id, purpose, length, life_seconds, attempts, countries, version, updated_at)
            select $1, $2, $3, $4, $5, $6::text[], $7::bigint, $8::timestamptz
            where $7 = 1 or exists (select 1 from otp_settings where tenant_id = $1 and purpose = $2)
            on conflict (tenant_id, purpose) do update
            set length = $3, life_seconds = $4, attempts = $5, countries = $6, version = $7, updated_at = $8
            where s.version = $7 - 1""";

    private final Sql sql;

    SqlOtpSettingsBook(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<OtpSettings> of(TenantId tenant, OtpPurpose purpose) {
        return sql.all(ALL + " and purpose = $2", tenant.value(), purpose.wire())
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(SqlOtpSettingsBook::settings)
                        .orElseGet(() -> OtpSettings.usual(purpose)));
    }

    @Override
    public Uni<List<OtpSettings>> all(TenantId tenant) {
        return sql.all(ALL, tenant.value()).map(rows -> {
            var set = rows.stream()
                    .map(SqlOtpSettingsBook::settings)
                    .collect(Collectors.toMap(OtpSettings::purpose, Function.identity()));
            return Arrays.stream(OtpPurpose.values())
                    .map(purpose -> set.getOrDefault(purpose, OtpSettings.usual(purpose)))
                    .toList();
        });
    }

    @Override
    public Uni<Boolean> keep(TenantId tenant, OtpSettings settings, Instant at) {
        var countries = settings.countries();
        return sql.update(
                        KEEP,
                        tenant.value(),
                        settings.purpose().wire(),
                        settings.length(),
                        (int) settings.life().toSeconds(),
                        settings.attempts(),
                        countries == null ? null : countries.toArray(String[]::new),
                        settings.version() + 1,
                        Row.at(at))
                .map(kept -> kept == 1);
    }

    private static OtpSettings settings(Row row) {
        return new OtpSettings(
                OtpPurpose.of(row.string(0)),
                row.integer(1),
                Duration.ofSeconds(row.integer(2)),
                row.integer(3),
                row.isNull(4) ? null : row.strings(4),
                row.number(5));
    }
}
