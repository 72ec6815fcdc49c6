package io.tidings.tenant.usage.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.tenant.account.application.Tenants;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/** Reads what a tenant has used. */
@ApplicationScoped
public class ReadUsage {
    /** The longest range: two years by day. */
    private static final Period LONGEST = Period.ofYears(2);

    private final TenantTx tx;
    private final Tenants tenants;
    private final UsageDays days;

    ReadUsage(TenantTx tx, Tenants tenants, UsageDays days) {
        this.tx = tx;
        this.tenants = tenants;
        this.days = days;
    }

    /** Refuses a range that ends before it begins or is longer than two years ({@code usage.range}). */
    public Uni<List<UsageDays.Line>> handle(TenantId tenant, LocalDate from, LocalDate to, boolean byMonth) {
        if (to.isBefore(from) || to.isAfter(from.plus(LONGEST))) {
            throw new BadRange();
        }
        return tx.run(tenant, () -> tenants.byId(tenant).chain(() -> days.lines(tenant, from, to, byMonth)));
    }

    /** No range of days. */
    public static final class BadRange extends Refusal {
        BadRange() {
            super(Kind.INVALID, "usage.range", "from comes before to, and two years lie between them at most");
        }
    }
}
