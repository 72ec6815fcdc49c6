package io.tidings.messaging.dispatch.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.dispatch.domain.Stranded;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.smssender.application.SmsSenders;
import io.tidings.messaging.smssender.domain.SmsSender;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.work.DueWork;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Plans the look at a message on WhatsApp that may have to go by SMS, where the tenant wants that; {@link FallBackToSms}
 * takes it. In the running transaction.
 */
@ApplicationScoped
public class StandBySms {
    /** The kind of due rows that are such looks; their subject is the message on WhatsApp. */
    static final String KIND = "sms-fallback";

    private final SmsSenders senders;
    private final DueWork due;
    private final Clock clock;

    StandBySms(SmsSenders senders, DueWork due, Clock clock) {
        this.senders = senders;
        this.due = due;
        this.clock = clock;
    }

    /** The message has failed: looked at now. */
    Uni<Void> failed(TenantId tenant, UUID message) {
        return senders.current(tenant)
                .chain(sender -> carries(sender, Purpose.OTP) || carries(sender, Purpose.TRANSACTIONAL)
                        ? due.schedule(tenant, KIND, message, clock.instant())
                        : Uni.createFrom().voidItem());
    }

    /**
     * The message is to bring a one-time code: looked at when it should have arrived, and in half of the code's life at
     * the latest.
     *
     * @param refused why the Send Gate refused it; null when it did not. What is wrong with the route alone leaves SMS.
     * @return whether the code goes by SMS when it does not arrive
     */
    public Uni<Boolean> code(TenantId tenant, UUID message, Duration life, @Nullable String refused) {
        if (refused != null && !Stranded.isOfTheRoute(refused)) {
            return Uni.createFrom().item(false);
        }
        return senders.current(tenant).chain(sender -> {
            if (!carries(sender, Purpose.OTP)) {
                return Uni.createFrom().item(false);
            }
            var half = life.dividedBy(2);
            var wait = sender.orElseThrow().otpAfter();
            var at = clock.instant();
            return due.schedule(
                            tenant,
                            KIND,
                            message,
                            refused != null ? at : at.plus(wait.compareTo(half) < 0 ? wait : half))
                    .replaceWith(true);
        });
    }

    private static boolean carries(Optional<SmsSender> sender, Purpose purpose) {
        return sender.filter(found -> found.carries(purpose)).isPresent();
    }
}
