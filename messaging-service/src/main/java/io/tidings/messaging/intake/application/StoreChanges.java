package io.tidings.messaging.intake.application;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.phonenumber.application.NumberOwners;
import io.tidings.runtime.tenancy.OnContext;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.work.DueWork;
import io.tidings.runtime.work.Gathering;
import io.tidings.runtime.work.InTurn;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Stores the changes of one webhook with whom they belong to, found by the number's id alone. Only PostgreSQL is needed:
 * the answer to the provider does not wait for Kafka.
 */
@ApplicationScoped
public class StoreChanges {
    /** The kind of due rows that are stored changes; their subject is the change's id. */
    public static final String KIND = "whatsapp-change";

    /** The kind of due rows that are stored news of templates. */
    public static final String TEMPLATES = "template-change";

    /** The kind of due rows that are stored news of a business account or its numbers. */
    public static final String ACCOUNTS = "whatsapp-account-change";

    private static final int TOGETHER = 256;

    /**
     * @param changesByNumber JSON of the changes of each phone_number_id
     * @param templatesByAccount JSON of the news of templates of each business account
     * @param changesByAccount JSON of what else is told of each business account, which it names as {@code waba_id}
     */
    public record Command(
            Map<String, List<String>> changesByNumber,
            Map<String, List<String>> templatesByAccount,
            Map<String, List<String>> changesByAccount) {}

    private final KnownOwners owners;
    private final NumberOwners accounts;
    private final TenantTx tx;
    private final WebhookChanges changes;
    private final DueWork due;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Gathering<TenantId, List<String>> storing = new Gathering<>(TOGETHER, this::store);

    StoreChanges(
            KnownOwners owners,
            NumberOwners accounts,
            TenantTx tx,
            WebhookChanges changes,
            DueWork due,
            Clock clock,
            MeterRegistry meters) {
        this.owners = owners;
        this.accounts = accounts;
        this.tx = tx;
        this.changes = changes;
        this.due = due;
        this.clock = clock;
        this.meters = meters;
    }

    /** Stores all changes of known numbers; those of unknown numbers are counted and dropped. */
    public Uni<Void> handle(Command command) {
        return InTurn.each(
                        command.changesByNumber().entrySet(),
                        entry -> owners.of(entry.getKey()).chain(owner -> {
                            if (owner.isEmpty()) {
                                meters.counter("tidings.webhooks.unknown.number")
                                        .increment(entry.getValue().size());
                                return Uni.createFrom().voidItem();
                            }
                            return storing.add(owner.get(), entry.getValue());
                        }))
                .chain(() -> storeOfAccounts(command.templatesByAccount(), TEMPLATES))
                .chain(() -> storeOfAccounts(command.changesByAccount(), ACCOUNTS));
    }

    /** Several tenants may speak through one account: each hears of it. */
    private Uni<Void> storeOfAccounts(Map<String, List<String>> news, String kind) {
        return InTurn.each(
                news.entrySet(),
                entry -> accounts.ownersOfAccount(entry.getKey())
                        .chain(tenants -> InTurn.each(
                                tenants, tenant -> OnContext.fresh(() -> store(tenant, entry.getValue(), kind)))));
    }

    private Uni<Void> store(TenantId tenant, List<List<String>> webhooks) {
        var json = webhooks.stream().flatMap(List::stream).toList();
        return store(tenant, json, KIND);
    }

    private Uni<Void> store(TenantId tenant, List<String> json, String kind) {
        return tx.run(
                tenant,
                () -> changes.add(tenant, json, clock.instant())
                        .chain(ids -> due.schedule(tenant, kind, 0, atOnce(ids, clock.instant()))));
    }

    static Map<UUID, Instant> atOnce(List<UUID> ids, Instant now) {
        return ids.stream().collect(Collectors.toMap(id -> id, id -> now));
    }
}
