package io.tidings.tenant.audit.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.tenant.access.domain.Actor;
import io.tidings.tenant.audit.domain.ChainCheck;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** Who did what in a tenant. Rows are added and never changed; each carries a hash over itself and the one before. */
public interface AuditLog {

    /** Adds a row in the running transaction. @param detail no personal data */
    Uni<Void> append(TenantId tenant, Actor actor, String action, String object, @Nullable String detail);

    /** As above, with nothing to add. */
    default Uni<Void> append(TenantId tenant, Actor actor, String action, String object) {
        return append(tenant, actor, action, object, null);
    }

    /** Rows with a number below {@code before}, newest first. */
    Uni<List<ChainCheck.Kept>> before(TenantId tenant, long before, int limit);

    /** Rows with a number above {@code after}, oldest first. */
    Uni<List<ChainCheck.Kept>> after(TenantId tenant, long after, int limit);

    /** The newest row as it was written; number 0 while there is none. */
    Uni<ChainCheck.Head> head(TenantId tenant);
}
