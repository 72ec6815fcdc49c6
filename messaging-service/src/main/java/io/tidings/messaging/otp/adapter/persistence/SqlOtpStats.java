package io.tidings.messaging.otp.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.otp.application.OtpStats;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;

import java.time.LocalDate;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SqlOtpStats implements OtpStats {
    private static final String BETWEEN = """
            select purpose, country, sum(sent)::bigint, sum(verified)::bigint from otp_traffic
            where tenant_id = $1 and day between $2 and $3 group by purpose, country order by purpose, country""";

    private final Sql sql;

    SqlOtpStats(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<List<Line>> between(TenantId tenant, LocalDate from, LocalDate to) {
        return sql.all(BETWEEN, tenant.value(), from, to)
                .map(rows -> rows.stream()
                        .map(row -> new Line(row.string(0), row.string(1), row.number(2), row.number(3)))
                        .toList());
    }
}
