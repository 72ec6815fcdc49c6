package io.tidings.tenant.account.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.QueueTx;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.tenant.account.application.AllTenants;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * The ids come from the table of slugs, which is under no tenant's lock; each row is then read under its own tenant's, all
 * in one round trip.
 */
@ApplicationScoped
class SqlAllTenants implements AllTenants {
    private static final String IDS =
            "select tenant_id from tenant_slugs where tenant_id < $1 order by tenant_id desc limit $2";
    private static final String ENTER = "select set_config('app.tenant', $1, true)";
    private static final String LINE =
            "select tenant_id, name, slug, plan, active, created_at from tenants where tenant_id = $1";

    private final QueueTx tx;
    private final Sql sql;

    SqlAllTenants(QueueTx tx, Sql sql) {
        this.tx = tx;
        this.sql = sql;
    }

    @Override
    public Uni<List<Line>> page(TenantId before, int limit) {
        return tx.run(() -> sql.all(IDS, before.value(), limit).chain(this::lines));
    }

    private Uni<List<Line>> lines(List<Row> ids) {
        var statements = new ArrayList<Sql.Statement>(ids.size() * 2);
        for (var row : ids) {
            statements.add(new Sql.Statement(ENTER, row.uuid(0).toString()));
            statements.add(new Sql.Statement(LINE, row.uuid(0)));
        }
        return statements.isEmpty()
                ? Uni.createFrom().item(List.of())
                : sql.pipeline(statements).map(SqlAllTenants::lineAfterEachEntrance);
    }

    private static List<Line> lineAfterEachEntrance(List<List<Row>> answers) {
        var lines = new ArrayList<Line>(answers.size() / 2);
        for (var i = 1; i < answers.size(); i += 2) {
            answers.get(i).forEach(row -> lines.add(line(row)));
        }
        return lines;
    }

    private static Line line(Row row) {
        return new Line(
                new TenantId(row.uuid(0)),
                row.string(1),
                row.string(2),
                row.string(3).toLowerCase(Locale.ROOT),
                row.bool(4),
                row.instant(5));
    }
}
