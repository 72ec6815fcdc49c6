package io.tidings.messaging.smssender.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.QueueTx;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;

import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Whose sender a callback is for. Read before any tenant is known, so its table has no row-level security and holds ids
 * only.
 */
@ApplicationScoped
public class SmsSenderOwners {
    private final Sql sql;
    private final QueueTx queueTx;

    SmsSenderOwners(Sql sql, QueueTx queueTx) {
        this.sql = sql;
        this.queueTx = queueTx;
    }

    /** Notes the owner of a new sender, in the running transaction. */
    Uni<Void> add(TenantId tenant, UUID sender) {
        return sql.update("insert into sms_sender_owners (sender, tenant_id) values ($1, $2)", sender, tenant.value())
                .replaceWithVoid();
    }

    /** Forgets a removed one, in the running transaction. */
    Uni<Void> remove(TenantId tenant, UUID sender) {
        return sql.update("delete from sms_sender_owners where sender = $1 and tenant_id = $2", sender, tenant.value())
                .replaceWithVoid();
    }

    /** The tenant whose sender it is; in a transaction of its own. */
    public Uni<Optional<TenantId>> ownerOf(UUID sender) {
        return queueTx.run(() -> sql.all("select tenant_id from sms_sender_owners where sender = $1", sender))
                .map(rows -> rows.stream().findFirst().map(row -> new TenantId(row.uuid(0))));
    }
}
