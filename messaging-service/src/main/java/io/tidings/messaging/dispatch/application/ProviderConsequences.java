package io.tidings.messaging.dispatch.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.consent.application.RecordConsent;
import io.tidings.messaging.consent.domain.ConsentPurpose;
import io.tidings.messaging.consent.domain.Decision;
import io.tidings.messaging.dispatch.domain.ProviderError;
import io.tidings.messaging.phonenumber.application.PhoneNumbers;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** What a provider's error means beyond the one message: a person who wants no more, a number that may not send. */
@ApplicationScoped
class ProviderConsequences {
    private final RecordConsent recordConsent;
    private final PhoneNumbers numbers;

    ProviderConsequences(RecordConsent recordConsent, PhoneNumbers numbers) {
        this.recordConsent = recordConsent;
        this.numbers = numbers;
    }

    /** Applies them in the running transaction. */
    Uni<Void> of(TenantId tenant, UUID contact, @Nullable UUID number, ProviderError error) {
        return switch (error.action()) {
            case STOP_CONSENT ->
                recordConsent
                        .handle(new RecordConsent.Command(
                                tenant,
                                contact,
                                Set.of(ConsentPurpose.MARKETING),
                                Decision.REVOKED,
                                "provider",
                                error.code()))
                        .replaceWithVoid();
            case PAUSE_NUMBER ->
                number == null ? Uni.createFrom().voidItem() : numbers.pause(tenant, number, error.code());
            case RETRY, RETRY_PAIR, WAIT_A_DAY, FAIL -> Uni.createFrom().voidItem();
        };
    }
}
