package io.tidings.messaging.dispatch.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.consent.application.RecordConsent;
import io.tidings.messaging.consent.domain.ConsentPurpose;
import io.tidings.messaging.consent.domain.Decision;
import io.tidings.messaging.dispatch.domain.ProviderError;
import io.tidings.messaging.smssender.application.SmsSenders;
import io.tidings.messaging.smssender.application.SmsStops;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** What an error of a text message means beyond it: a person who wants none, or an account that may not send. */
@ApplicationScoped
class SmsConsequences {
    private final RecordConsent recordConsent;
    private final SmsStops stops;
    private final SmsSenders senders;
    private final Clock clock;

    SmsConsequences(RecordConsent recordConsent, SmsStops stops, SmsSenders senders, Clock clock) {
        this.recordConsent = recordConsent;
        this.stops = stops;
        this.senders = senders;
        this.clock = clock;
    }

    /** Applies them in the running transaction. */
    Uni<Void> handle(TenantId tenant, UUID contact, @Nullable UUID sender, ProviderError error) {
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
                        .chain(() -> stops.stop(tenant, contact, clock.instant()));
            case PAUSE_NUMBER ->
                sender == null ? Uni.createFrom().voidItem() : senders.pause(tenant, sender, error.code());
            case RETRY,
                    RETRY_PAIR,
                    WAIT_A_DAY,
                    SWITCH_TEMPLATE,
                    MARK_UNREACHABLE,
                    PAUSE_TEMPLATE,
                    PAUSE_SENDING,
                    FAIL -> Uni.createFrom().voidItem();
        };
    }
}
