package io.tidings.messaging.phonenumber.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.QueueTx;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

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
    public Uni<Boolean> claim(TenantId tenant, String phoneNumberId, @Nullable String account) {
        return sql.update(
                        "insert into number_owners (phone_number_id, tenant_id, waba_id) values ($1, $2, $3) on conflict do nothing",
                        phoneNumberId,
                        tenant.value(),
                        account)
                .map(inserted -> inserted == 1);
    }

    /** The tenants with a number in this business account; in a transaction of its own. */
    public Uni<List<TenantId>> ownersOfAccount(String account) {
        return queueTx.run(() -> sql.all("select distinct tenant_id from number_owners where waba_id = $1", account))
                .map(rows -> rows.stream().map(row -> new TenantId(row.uuid(0))).toList());
    }

    /** The tenant that has registered the id; in a transaction of its own. */
    public Uni<Optional<TenantId>> ownerOf(String phoneNumberId) {
        return queueTx.run(
                        () -> sql.all("select tenant_id from number_owners where phone_number_id = $1", phoneNumberId))
                .map(rows -> rows.stream().findFirst().map(row -> new TenantId(row.uuid(0))));
    }
}
