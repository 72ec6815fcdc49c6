package io.tidings.messaging.intake.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.smssender.application.SmsSenderOwners;
import io.tidings.messaging.smssender.application.SmsSenders;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.work.DueWork;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

import jakarta.enterprise.context.ApplicationScoped;

/** Stores a call of the text messages' provider when it is signed by the sender it is for. Only PostgreSQL is needed. */
@ApplicationScoped
public class StoreCallback {
    /** The kind of due rows that are stored callbacks; their subject is the change's id. */
    public static final String KIND = "twilio-callback";

    /**
     * @param sender whom the address names
     * @param json the call
     * @param signedWith whether it is signed with a token
     */
    public record Command(UUID sender, String json, Predicate<String> signedWith) {}

    private final SmsSenderOwners owners;
    private final SmsSenders senders;
    private final TenantTx tx;
    private final WebhookChanges changes;
    private final DueWork due;
    private final Clock clock;

    StoreCallback(
            SmsSenderOwners owners, SmsSenders senders, TenantTx tx, WebhookChanges changes, DueWork due, Clock clock) {
        this.owners = owners;
        this.senders = senders;
        this.tx = tx;
        this.changes = changes;
        this.due = due;
        this.clock = clock;
    }

    /** False, and nothing is stored, when the signature is of no token of the sender or nobody has the sender. */
    public Uni<Boolean> handle(Command command) {
        return owners.ownerOf(command.sender())
                .chain(owner -> owner.isEmpty()
                        ? Uni.createFrom().item(false)
                        : tx.run(owner.get(), () -> store(owner.get(), command)));
    }

    private Uni<Boolean> store(TenantId tenant, Command command) {
        var now = clock.instant();
        return senders.signingTokens(tenant, command.sender(), now)
                .chain(tokens -> tokens.stream().anyMatch(command.signedWith())
                        ? changes.add(tenant, List.of(command.json()), now)
                                .chain(ids -> due.schedule(tenant, KIND, 0, StoreChanges.atOnce(ids, now)))
                                .replaceWith(true)
                        : Uni.createFrom().item(false));
    }
}
