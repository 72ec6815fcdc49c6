package io.tidings.messaging.intake.application;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.phonenumber.application.AppSecrets.Signer;
import io.tidings.messaging.phonenumber.application.KnownAppSecrets;
import io.tidings.messaging.phonenumber.application.NumberOwners;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.OnContext;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.work.DueWork;
import io.tidings.runtime.work.Gathering;
import io.tidings.runtime.work.InTurn;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
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

    // Whoever has signed with no secret of ours makes us look for one: not as often as a large body can name numbers.
    private static final int MOST_OF_ONE_TENANT = 50;

    private static final int TOGETHER = 256;

    /**
     * @param changesByNumber JSON of the changes of each phone_number_id
     * @param templatesByAccount JSON of the news of templates of each business account
     * @param changesByAccount JSON of what else is told of each business account, which it names as {@code waba_id}
     * @param signature of the whole webhook
     */
    public record Command(
            Map<String, List<String>> changesByNumber,
            Map<String, List<String>> templatesByAccount,
            Map<String, List<String>> changesByAccount,
            Signature signature) {}

    /**
     * What the provider's signature was made with.
     *
     * @param byInstallation a secret of the installation
     * @param byAny whether it was one of the secrets asked about
     */
    public record Signature(boolean byInstallation, Predicate<List<String>> byAny) {}

    private final KnownOwners owners;
    private final NumberOwners accounts;
    private final KnownAppSecrets appSecrets;
    private final TenantTx tx;
    private final WebhookChanges changes;
    private final DueWork due;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Gathering<TenantId, List<String>> storing = new Gathering<>(TOGETHER, this::store);

    StoreChanges(
            KnownOwners owners,
            NumberOwners accounts,
            KnownAppSecrets appSecrets,
            TenantTx tx,
            WebhookChanges changes,
            DueWork due,
            Clock clock,
            MeterRegistry meters) {
        this.owners = owners;
        this.accounts = accounts;
        this.appSecrets = appSecrets;
        this.tx = tx;
        this.changes = changes;
        this.due = due;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * Stores all changes of known numbers; those of unknown numbers are counted and dropped. A number is spoken for by its
     * own app secret, by the installation's when it has none; one change that is signed otherwise refuses the whole
     * webhook ({@code webhook.signature}), before anything is stored.
     */
    public Uni<Void> handle(Command command) {
        var signature = command.signature();
        var known = new LinkedHashMap<String, TenantId>();
        var accountOwners = new LinkedHashMap<String, List<TenantId>>();
        var ofAccounts = new LinkedHashSet<>(command.templatesByAccount().keySet());
        ofAccounts.addAll(command.changesByAccount().keySet());
        if (!signature.byInstallation() && command.changesByNumber().size() + ofAccounts.size() > MOST_OF_ONE_TENANT) {
            throw new BadlySigned();
        }
        return InTurn.each(
                        command.changesByNumber().keySet(),
                        number -> owners.of(number)
                                .chain(owner -> owner.map(tenant -> appSecrets
                                                .of(tenant)
                                                .invoke(signers -> {
                                                    if (!speaks(signature, signers, of(number))) {
                                                        throw new BadlySigned();
                                                    }
                                                    known.put(number, tenant);
                                                })
                                                .replaceWithVoid())
                                        .orElse(Uni.createFrom().voidItem())))
                .chain(() -> InTurn.each(
                        ofAccounts,
                        account -> accounts.ownersOfAccount(account)
                                .chain(tenants -> spokenFor(signature, account, tenants))
                                .invoke(tenants -> accountOwners.put(account, tenants))))
                .invoke(() -> {
                    if (!signature.byInstallation()
                            && known.isEmpty()
                            && accountOwners.values().stream().allMatch(List::isEmpty)) {
                        throw new BadlySigned();
                    }
                })
                .chain(() -> InTurn.each(command.changesByNumber().entrySet(), entry -> store(entry, known)))
                .chain(() -> storeOfAccounts(command.templatesByAccount(), accountOwners, TEMPLATES))
                .chain(() -> storeOfAccounts(command.changesByAccount(), accountOwners, ACCOUNTS));
    }

    private static boolean speaks(Signature signature, List<Signer> signers, Predicate<Signer> of) {
        var meant = signers.stream().filter(of).toList();
        var own = meant.stream().flatMap(signer -> signer.own().stream()).toList();
        var byInstallation = meant.isEmpty()
                || meant.stream().anyMatch(signer -> signer.own().isEmpty());
        return (byInstallation && signature.byInstallation())
                || (!own.isEmpty() && signature.byAny().test(own));
    }

    private static Predicate<Signer> of(String phoneNumberId) {
        return signer -> signer.phoneNumberId().equals(phoneNumberId);
    }

    /**
     * The tenants for whom the signer may speak of an account. An account's id is what a tenant says it is: whoever names
     * somebody else's is heard by nobody but themselves.
     */
    private Uni<List<TenantId>> spokenFor(Signature signature, String account, List<TenantId> tenants) {
        var meant = new ArrayList<TenantId>();
        return InTurn.each(
                        tenants,
                        tenant -> appSecrets
                                .of(tenant)
                                .invoke(signers -> {
                                    if (speaks(signature, signers, signer -> account.equals(signer.wabaId()))) {
                                        meant.add(tenant);
                                    }
                                })
                                .replaceWithVoid())
                .replaceWith(meant);
    }

    private Uni<Void> store(Map.Entry<String, List<String>> changes, Map<String, TenantId> known) {
        var tenant = known.get(changes.getKey());
        if (tenant == null) {
            meters.counter("tidings.webhooks.unknown.number")
                    .increment(changes.getValue().size());
            return Uni.createFrom().voidItem();
        }
        return storing.add(tenant, changes.getValue());
    }

    /** Several tenants may speak through one account: each hears of it. */
    private Uni<Void> storeOfAccounts(
            Map<String, List<String>> news, Map<String, List<TenantId>> accountOwners, String kind) {
        return InTurn.each(
                news.entrySet(),
                entry -> InTurn.each(
                        accountOwners.getOrDefault(entry.getKey(), List.of()),
                        tenant -> OnContext.fresh(() -> store(tenant, entry.getValue(), kind))));
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

    /** The signature is not of these bytes and a secret that counts for what they speak of. */
    public static final class BadlySigned extends Refusal {
        public BadlySigned() {
            super(Kind.UNAUTHENTICATED, "webhook.signature", "The signature is not valid");
        }
    }
}
