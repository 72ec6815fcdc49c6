package io.tidings.messaging.intake.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.consent.application.Consents;
import io.tidings.messaging.consent.application.RecordConsent;
import io.tidings.messaging.consent.domain.ConsentPurpose;
import io.tidings.messaging.consent.domain.Decision;
import io.tidings.messaging.intake.domain.OptWords.Wish;
import io.tidings.runtime.tenancy.TenantId;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Writes a wish into the consent ledger. A stop is kept as often as it is said; a start gives back what was revoked and
 * never more: who has not agreed to marketing before does not do so by writing START.
 */
@ApplicationScoped
class KeepWish {
    private final Consents consents;
    private final RecordConsent recordConsent;

    KeepWish(Consents consents, RecordConsent recordConsent) {
        this.consents = consents;
        this.recordConsent = recordConsent;
    }

    /** Answers whether anything is different now. In the tenant's transaction. */
    Uni<Boolean> handle(TenantId tenant, UUID contact, Wish wish, String source) {
        return consents.currentForDecision(tenant, contact).chain(before -> {
            var revoked = purposes(wish).stream().filter(before::isRevoked).collect(Collectors.toSet());
            if (wish != Wish.START) {
                return record(tenant, contact, purposes(wish), Decision.REVOKED, source)
                        .replaceWith(revoked.size() < purposes(wish).size());
            }
            return revoked.isEmpty()
                    ? Uni.createFrom().item(false)
                    : record(tenant, contact, revoked, Decision.GRANTED, source).replaceWith(true);
        });
    }

    private static Set<ConsentPurpose> purposes(Wish wish) {
        return wish == Wish.STOP
                ? Set.of(ConsentPurpose.MARKETING)
                : Set.of(ConsentPurpose.MARKETING, ConsentPurpose.TRANSACTIONAL);
    }

    private Uni<Void> record(
            TenantId tenant, UUID contact, Set<ConsentPurpose> purposes, Decision decision, String source) {
        return recordConsent
                .handle(new RecordConsent.Command(tenant, contact, purposes, decision, source, null))
                .replaceWithVoid();
    }
}
