package io.tidings.messaging.consent.application;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.messaging.ContactOptedOut;
import io.tidings.messaging.consent.domain.Consent;
import io.tidings.messaging.consent.domain.ConsentPurpose;
import io.tidings.messaging.consent.domain.ConsentState;
import io.tidings.messaging.consent.domain.Decision;
import io.tidings.messaging.consent.domain.Evidence;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.Ids;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Writes what a person said into the ledger. Every saying is kept; {@link ContactOptedOut} is published only when it
 * takes something away that was there before.
 */
@ApplicationScoped
public class RecordConsent {

    /**
     * @param contact an existing contact
     * @param purposes at least one
     * @param source api, keyword, provider …
     * @param actor who writes the line; null for the suite itself
     */
    public record Command(
            TenantId tenant,
            UUID contact,
            Set<ConsentPurpose> purposes,
            Decision decision,
            String source,
            @Nullable String wording,
            @Nullable String actor,
            Evidence evidence) {

        public Command(
                TenantId tenant,
                UUID contact,
                Set<ConsentPurpose> purposes,
                Decision decision,
                String source,
                @Nullable String wording) {
            this(tenant, contact, purposes, decision, source, wording, null, Evidence.NONE);
        }
    }

    /** What the contract knows of sources. */
    private static final Set<String> PUBLISHED_SOURCES = Set.of("keyword", "provider");

    private final TenantTx tx;
    private final Consents consents;
    private final Outbox outbox;
    private final Clock clock;

    RecordConsent(TenantTx tx, Consents consents, Outbox outbox, Clock clock) {
        this.tx = tx;
        this.consents = consents;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Answers the lines written, in the order of the purposes. */
    public Uni<List<Consent>> handle(Command command) {
        var now = clock.instant();
        var lines = command.purposes().stream()
                .sorted()
                .map(purpose -> new Consent(
                        Ids.next(),
                        command.contact(),
                        purpose,
                        command.decision(),
                        command.source(),
                        command.wording(),
                        command.actor(),
                        command.evidence().facts(),
                        command.evidence().digest(),
                        now))
                .toList();
        return tx.run(
                command.tenant(),
                () -> consents.currentForDecision(command.tenant(), command.contact())
                        .call(before -> consents.append(command.tenant(), before, lines))
                        .call(before -> tell(command, before, now))
                        .replaceWith(lines));
    }

    private Uni<Void> tell(Command command, ConsentState before, Instant now) {
        var scope = command.decision() == Decision.REVOKED ? before.optOutScope(command.purposes()) : null;
        if (scope == null) {
            return Uni.createFrom().voidItem();
        }
        var source = PUBLISHED_SOURCES.contains(command.source()) ? command.source() : "api";
        return outbox.append(command.tenant(), new ContactOptedOut(command.contact(), scope, source, now));
    }
}
