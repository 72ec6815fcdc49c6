package io.tidings.messaging.phonenumber.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.QueueTx;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Whose number a webhook speaks of. Read before any tenant is known, so its table has no row-level security and holds ids
 * only.
 */
@ApplicationScoped
public class NumberOwners {
    private final Sql sql;
    private final QueueTx queueTx;

    NumberOwners(Sql sql, QueueTx queueTx) {
        this.sql = sql;
        this.queueTx = queueTx;
    }

    /** Claims Meta's id for {@code tenant} in the running transaction; false when anybody has it. */
    public Uni<Boolean> claim(TenantId tenant, String phoneNumberId) {
        return sql.update(
                        "insert into number_owners (phone_number_id, tenant_id) values ($1, $2) on conflict do nothing",
                        phoneNumberId,
                        tenant.value())
                .map(inserted -> inserted == 1);
    }

    /** The tenants with a number of a WhatsApp business account; in a transaction of its own. */
    public Uni<List<TenantId>> ownersOfAccount(String wabaId) {
        return queueTx.run(() -> sql.all("select distinct tenant_id from number_owners where waba_id = $1", wabaId))
                .map(rows -> rows.stream().map(row -> new TenantId(row.uuid(0))).toList());
    }

    /** Gives Meta's id back, in the running transaction. */
    public Uni<Void> release(TenantId tenant, String phoneNumberId) {
        return sql.update(
                        "delete from number_owners where phone_number_id = $1 and tenant_id = $2",
                        phoneNumberId,
                        tenant.value())
                .replaceWithVoid();
    }

    /** The tenant that has registered the id; in a transaction of its own. */
    public Uni<Optional<TenantId>> ownerOf(String phoneNumberId) {
        return queueTx.run(
                        () -> sql.all("select tenant_id from number_owners where phone_number_id = $1", phoneNumberId))
                .map(rows -> rows.stream().findFirst().map(row -> new TenantId(row.uuid(0))));
    }
}
