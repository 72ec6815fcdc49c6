package io.tidings.messaging.intake.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.phonenumber.application.NumberOwners;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.work.DueWork;
import io.tidings.runtime.work.InTurn;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Stores the changes that speak of a whole WhatsApp business account and name no number, for every tenant with a number of
 * that account.
 */
@ApplicationScoped
public class StoreAccountChanges {
    /** The kind of due rows that are such changes; their subject is the change's id. */
    public static final String KIND = "whatsapp-account-change";

    /** @param changesByAccount JSON of the changes of each account id */
    public record Command(Map<String, List<String>> changesByAccount) {}

    private final NumberOwners owners;
    private final TenantTx tx;
    private final WebhookChanges changes;
    private final DueWork due;
    private final Clock clock;

    StoreAccountChanges(NumberOwners owners, TenantTx tx, WebhookChanges changes, DueWork due, Clock clock) {
        this.owners = owners;
        this.tx = tx;
        this.changes = changes;
        this.due = due;
        this.clock = clock;
    }

    public Uni<Void> handle(Command command) {
        return InTurn.each(
                command.changesByAccount().entrySet(),
                entry -> owners.ownersOfAccount(entry.getKey())
                        .chain(tenants -> InTurn.each(tenants, tenant -> store(tenant, entry.getValue()))));
    }

    private Uni<Void> store(TenantId tenant, List<String> json) {
        var now = clock.instant();
        return tx.run(
                tenant,
                () -> changes.add(tenant, json, now)
                        .chain(ids -> due.schedule(
                                tenant,
                                KIND,
                                0,
                                ids.stream().collect(Collectors.toMap(Function.identity(), id -> now)))));
    }
}
