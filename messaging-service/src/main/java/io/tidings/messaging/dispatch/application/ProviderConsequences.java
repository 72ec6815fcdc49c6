package io.tidings.messaging.dispatch.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.consent.application.RecordConsent;
import io.tidings.messaging.consent.domain.ConsentPurpose;
import io.tidings.messaging.consent.domain.Decision;
import io.tidings.messaging.dispatch.domain.ProviderError;
import io.tidings.messaging.phonenumber.application.PhoneNumbers;
import io.tidings.messaging.send.application.PauseSending;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * What a provider's error means beyond the one message: a person who wants no more or is not there, a template, a number or
 * a whole account that may not send.
 */
@ApplicationScoped
class ProviderConsequences {
    private final RecordConsent recordConsent;
    private final PhoneNumbers numbers;
    private final ProviderHealth health;
    private final PauseSending pauseSending;
    private final StandBySms standBy;
    private final SmsConsequences ofSms;
    private final Clock clock;

    ProviderConsequences(
            RecordConsent recordConsent,
            PhoneNumbers numbers,
            ProviderHealth health,
            PauseSending pauseSending,
            StandBySms standBy,
            SmsConsequences ofSms,
            Clock clock) {
        this.recordConsent = recordConsent;
        this.numbers = numbers;
        this.health = health;
        this.pauseSending = pauseSending;
        this.standBy = standBy;
        this.ofSms = ofSms;
        this.clock = clock;
    }

    /** Applies them in the running transaction. */
    Uni<Void> of(TenantId tenant, UUID message, UUID contact, @Nullable UUID number, ProviderError error) {
        if (error.isOfSms()) {
            return ofSms.handle(tenant, contact, number, error);
        }
        var beyond = ofWhatsApp(tenant, message, contact, number, error);
        return isJudgedAgain(error) ? beyond : beyond.chain(() -> standBy.failed(tenant, message));
    }

    /** The message has not failed yet: another number may bring it. */
    private static boolean isJudgedAgain(ProviderError error) {
        return switch (error.action()) {
            case PAUSE_TEMPLATE, PAUSE_NUMBER, PAUSE_SENDING -> true;
            case RETRY, RETRY_PAIR, WAIT_A_DAY, STOP_CONSENT, SWITCH_TEMPLATE, MARK_UNREACHABLE, FAIL -> false;
        };
    }

    private Uni<Void> ofWhatsApp(
            TenantId tenant, UUID message, UUID contact, @Nullable UUID number, ProviderError error) {
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
            case MARK_UNREACHABLE -> health.countUnreachable(tenant, contact, clock.instant());
            case PAUSE_TEMPLATE ->
                health.pauseTemplate(tenant, message, error.isTemplateDisabled(), error.code(), clock.instant());
            case PAUSE_NUMBER ->
                number == null ? Uni.createFrom().voidItem() : numbers.pause(tenant, number, error.code());
            case PAUSE_SENDING -> pauseSending.handle(new PauseSending.Command(tenant, error.code()));
            case RETRY, RETRY_PAIR, WAIT_A_DAY, SWITCH_TEMPLATE, FAIL ->
                Uni.createFrom().voidItem();
        };
    }
}
