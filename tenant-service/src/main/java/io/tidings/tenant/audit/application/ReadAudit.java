package io.tidings.tenant.audit.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.tenant.access.domain.NoSuchTenant;
import io.tidings.tenant.audit.domain.ChainCheck;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/** Reads a tenant's audit log, newest first, and verifies it. A tenant has a row from its creation on. */
@ApplicationScoped
public class ReadAudit {
    private static final int AT_ONCE = 500;

    private final TenantTx tx;
    private final AuditLog log;

    ReadAudit(TenantTx tx, AuditLog log) {
        this.tx = tx;
        this.log = log;
    }

    /** Rows with a number below {@code before}. */
    public Uni<List<ChainCheck.Kept>> handle(TenantId tenant, long before, int limit) {
        return tx.run(tenant, () -> existing(tenant).chain(() -> log.before(tenant, before, limit)));
    }

    /** Recomputes every hash; names the first row that is not as it was written. */
    public Uni<ChainCheck.Verdict> verify(TenantId tenant) {
        return tx.run(
                tenant,
                () -> existing(tenant).chain(head -> {
                    var check = new ChainCheck();
                    return walk(tenant, check).map(end -> check.verdict(head));
                }));
    }

    private Uni<ChainCheck.Head> existing(TenantId tenant) {
        return log.head(tenant).invoke(head -> {
            if (head.seq() == 0) {
                throw new NoSuchTenant();
            }
        });
    }

    private Uni<Void> walk(TenantId tenant, ChainCheck check) {
        return log.after(tenant, check.rows(), AT_ONCE)
                .chain(rows -> check.take(rows) && rows.size() == AT_ONCE
                        ? walk(tenant, check)
                        : Uni.createFrom().voidItem());
    }
}
