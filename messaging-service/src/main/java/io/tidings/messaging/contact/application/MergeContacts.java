package io.tidings.messaging.contact.application;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.messaging.ContactOptedOut;
import io.tidings.contracts.messaging.ContactUpdated;
import io.tidings.messaging.consent.application.Consents;
import io.tidings.messaging.consent.application.RecordConsent;
import io.tidings.messaging.consent.domain.ConsentPurpose;
import io.tidings.messaging.consent.domain.ConsentState;
import io.tidings.messaging.consent.domain.Decision;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;

import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Two contacts turn out to be one person: the second keeps what both had said and been told, the first is emptied. What
 * either has stopped is stopped; ledgers are not rewritten, the stop is a line of its own.
 */
@ApplicationScoped
public class MergeContacts {
    /** Source of consent that came from the other contact. */
    static final String SOURCE = "merge";

    /** @param from is emptied @param into stays */
    public record Command(TenantId tenant, UUID from, UUID into) {}

    private final TenantTx tx;
    private final ContactMerges merges;
    private final Consents consents;
    private final RecordConsent recordConsent;
    private final Outbox outbox;
    private final Clock clock;

    MergeContacts(
            TenantTx tx,
            ContactMerges merges,
            Consents consents,
            RecordConsent recordConsent,
            Outbox outbox,
            Clock clock) {
        this.tx = tx;
        this.merges = merges;
        this.consents = consents;
        this.recordConsent = recordConsent;
        this.outbox = outbox;
        this.clock = clock;
    }

    public Uni<Void> handle(Command command) {
        var tenant = command.tenant();
        var from = command.from();
        var into = command.into();
        var now = clock.instant();
        return tx.run(
                tenant,
                () -> merges.lock(tenant, from, into)
                        .chain(() -> consents.current(tenant, List.of(from, into)))
                        .call(() -> merges.move(tenant, from, into, now))
                        .chain(states -> stop(
                                command,
                                onlyStopped(
                                        states.getOrDefault(from, ConsentState.SILENT),
                                        states.getOrDefault(into, ConsentState.SILENT))))
                        .chain(() -> outbox.append(
                                tenant,
                                List.of(
                                        new ContactOptedOut(from, "all", "api", now),
                                        new ContactUpdated(from, null, null, null, null, now)))));
    }

    private static Set<ConsentPurpose> onlyStopped(ConsentState from, ConsentState into) {
        var stopped = EnumSet.noneOf(ConsentPurpose.class);
        for (var purpose : ConsentPurpose.values()) {
            if (from.isRevoked(purpose) && !into.isRevoked(purpose)) {
                stopped.add(purpose);
            }
        }
        return stopped;
    }

    private Uni<Void> stop(Command command, Set<ConsentPurpose> purposes) {
        return purposes.isEmpty()
                ? Uni.createFrom().voidItem()
                : recordConsent
                        .handle(new RecordConsent.Command(
                                command.tenant(), command.into(), purposes, Decision.REVOKED, SOURCE, null))
                        .replaceWithVoid();
    }
}
