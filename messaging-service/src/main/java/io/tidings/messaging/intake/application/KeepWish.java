package io.tidings.messaging.intake.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.consent.application.Consents;
import io.tidings.messaging.consent.application.RecordConsent;
import io.tidings.messaging.consent.domain.ConsentPurpose;
import io.tidings.messaging.consent.domain.Decision;
import io.tidings.messaging.consent.domain.Evidence;
import io.tidings.messaging.intake.domain.OptWords.Wish;
import io.tidings.runtime.tenancy.TenantId;

import java.util.Map;
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

    /** What they wrote with the message {@code inbound}; answers whether anything is different now. */
    Uni<Boolean> written(TenantId tenant, UUID contact, Wish wish, UUID inbound) {
        return keep(
                tenant,
                contact,
                wish,
                purposes(wish),
                new Said("keyword", "contact", new Evidence(Map.of("message_id", inbound.toString()))));
    }

    /** As {@link #written}, by a text message. */
    Uni<Boolean> texted(TenantId tenant, UUID contact, Wish wish, UUID inbound) {
        var evidence = new Evidence(Map.of("message_id", inbound.toString(), "channel", "sms"));
        return keep(tenant, contact, wish, purposes(wish), new Said("keyword", "contact", evidence));
    }

    /** What they have set in the app, of marketing alone. */
    Uni<Boolean> set(TenantId tenant, UUID contact, Wish wish) {
        return keep(
                tenant,
                contact,
                wish,
                Set.of(ConsentPurpose.MARKETING),
                new Said("provider", "provider", Evidence.NONE));
    }

    private record Said(String source, String actor, Evidence evidence) {}

    private Uni<Boolean> keep(TenantId tenant, UUID contact, Wish wish, Set<ConsentPurpose> concerned, Said said) {
        return consents.currentForDecision(tenant, contact).chain(before -> {
            var revoked = concerned.stream().filter(before::isRevoked).collect(Collectors.toSet());
            if (wish != Wish.START) {
                return record(tenant, contact, concerned, Decision.REVOKED, said)
                        .replaceWith(revoked.size() < concerned.size());
            }
            return revoked.isEmpty()
                    ? Uni.createFrom().item(false)
                    : record(tenant, contact, revoked, Decision.GRANTED, said).replaceWith(true);
        });
    }

    private static Set<ConsentPurpose> purposes(Wish wish) {
        return wish == Wish.STOP
                ? Set.of(ConsentPurpose.MARKETING)
                : Set.of(ConsentPurpose.MARKETING, ConsentPurpose.TRANSACTIONAL);
    }

    private Uni<Void> record(
            TenantId tenant, UUID contact, Set<ConsentPurpose> purposes, Decision decision, Said said) {
        return recordConsent
                .handle(new RecordConsent.Command(
                        tenant, contact, purposes, decision, said.source(), null, said.actor(), said.evidence()))
                .replaceWithVoid();
    }
}
