package io.tidings.messaging.otp.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.dispatch.application.StandBySms;
import io.tidings.messaging.message.application.OutboundMessages;
import io.tidings.messaging.message.domain.MessageSource;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.otp.domain.Destination;
import io.tidings.messaging.otp.domain.NotNow;
import io.tidings.messaging.otp.domain.OtpPurpose;
import io.tidings.messaging.otp.domain.OtpSettings;
import io.tidings.messaging.otp.domain.PhonePast;
import io.tidings.messaging.otp.domain.ResendLadder;
import io.tidings.messaging.phonenumber.application.TokenCipher;
import io.tidings.messaging.send.application.RequestSend;
import io.tidings.messaging.template.application.BuiltInTemplates;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.Ids;
import io.tidings.runtime.work.DueWork;
import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Sends a fresh code to a phone and voids the one before. What refuses it ({@link NotNow}, {@code otp.country},
 * {@code otp.undeliverable}) leaves nothing behind and counts nothing. With a test key no message leaves and no limit holds;
 * the code is {@link #MAGIC_CODE} cut to length.
 */
@ApplicationScoped
public class SendCode {
    /** The code of test keys: as many of its digits as codes have. */
    public static final String MAGIC_CODE = "0000000000";

    /** Stands where the code was, in all that is kept of the message. */
    public static final String MASK = "******";

    /** Kind of the due work that wipes and deletes codes. */
    static final String FORGET = "otp-forget";

    /** The type of a code's message source. */
    public static final String SOURCE = "otp";

    /** @param address the end user's address as the tenant saw it; null when unknown */
    public record Command(
            TenantId tenant,
            OtpPurpose purpose,
            Destination destination,
            @Nullable String address) {}

    /** @param resendAfter until when the same phone gets no other code */
    public record Sent(UUID id, Instant expiresAt, Duration resendAfter) {}

    private final TenantTx tx;
    private final OtpCodes codes;
    private final OtpSettingsBook settingsBook;
    private final CodeHashes hashes;
    private final TokenCipher cipher;
    private final RequestSend requestSend;
    private final OutboundMessages messages;
    private final StandBySms standBySms;
    private final DueWork dueWork;
    private final OtpLimitSettings limits;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SendCode(
            TenantTx tx,
            OtpCodes codes,
            OtpSettingsBook settingsBook,
            CodeHashes hashes,
            TokenCipher cipher,
            RequestSend requestSend,
            OutboundMessages messages,
            StandBySms standBySms,
            DueWork dueWork,
            OtpLimitSettings limits,
            Clock clock) {
        this.tx = tx;
        this.codes = codes;
        this.settingsBook = settingsBook;
        this.hashes = hashes;
        this.cipher = cipher;
        this.requestSend = requestSend;
        this.messages = messages;
        this.standBySms = standBySms;
        this.dueWork = dueWork;
        this.limits = limits;
        this.clock = clock;
    }

    public Uni<Sent> handle(Command command) {
        var tenant = command.tenant();
        var destination = command.destination();
        return tx.run(
                tenant,
                () -> settingsBook
                        .of(tenant, command.purpose())
                        .invoke(settings -> settings.allow(destination))
                        .chain(settings -> codes.lock(tenant, destination)
                                .chain(past -> destination.test()
                                        ? sendTest(command, settings)
                                        : allowed(command, past).chain(() -> send(command, settings, past)))));
    }

    private Uni<Void> allowed(Command command, PhonePast past) {
        past.allow(limits.perDestination());
        return codes.pausedPrefix(command.tenant(), command.destination(), limits)
                .invoke(paused -> paused.ifPresent(wait -> {
                    throw new NotNow.PrefixPaused(wait.toSeconds());
                }))
                .replaceWithVoid();
    }

    private Uni<Sent> sendTest(Command command, OtpSettings settings) {
        var code = MAGIC_CODE.substring(0, settings.length());
        return codes.voidLive(command.tenant(), command.purpose(), command.destination())
                .chain(() -> keep(command, settings, Ids.next(), code, null, Duration.ZERO));
    }

    private Uni<Sent> send(Command command, OtpSettings settings, PhonePast past) {
        var tenant = command.tenant();
        var id = Ids.next();
        var code = fresh(settings.length());
        return codes.voidLive(tenant, command.purpose(), command.destination())
                .chain(old -> old.isPresent()
                        ? cancel(tenant, old.get())
                        : Uni.createFrom().voidItem())
                .chain(() -> requestSend.handle(new RequestSend.Command(
                        tenant,
                        Purpose.OTP,
                        new RequestSend.Recipient.OfPhone(command.destination().phone(), null),
                        new RequestSend.Content.Templated(BuiltInTemplates.OTP_CODE, List.of(MASK)),
                        "otp:" + id,
                        new MessageSource(SOURCE, id.toString()))))
                .map(message -> message.orElseThrow()) // the id is new, so is the intent
                .call(message -> codes.refusalOf(tenant, message)
                        .chain(refused -> standBySms
                                .code(tenant, message, settings.life(), refused.orElse(null))
                                .invoke(standingBy -> refused.filter(reason -> !standingBy)
                                        .ifPresent(reason -> {
                                            throw new Undeliverable(reason);
                                        }))))
                .chain(message -> keep(command, settings, id, code, message, ResendLadder.after(past.climbed() + 1)))
                .call(() -> codes.count(tenant, command.destination(), command.address(), limits))
                .call(() -> codes.tally(tenant, command.purpose(), command.destination(), 1, 0));
    }

    /** What still waits would bring a code that is good for nothing. */
    private Uni<Void> cancel(TenantId tenant, UUID old) {
        return messages.cancelWaiting(
                        tenant, new MessageSource(SOURCE, old.toString()), "otp.replaced", clock.instant())
                .chain(cancelled -> dueWork.remove(tenant, RequestSend.DISPATCH, cancelled));
    }

    private Uni<Sent> keep(
            Command command, OtpSettings settings, UUID id, String code, @Nullable UUID message, Duration resendAfter) {
        var tenant = command.tenant();
        var hash = hashes.of(tenant, command.purpose(), command.destination(), code);
        var sealed = message == null ? null : cipher.seal(tenant, "otp_codes.sealed", id, code);
        return codes.add(tenant, id, settings, command.destination(), hash, message, sealed)
                .call(() -> dueWork.schedule(tenant, FORGET, id, clock.instant().plus(settings.life())))
                .map(expires -> new Sent(id, expires, resendAfter));
    }

    private String fresh(int length) {
        var code = new StringBuilder(length);
        for (var i = 0; i < length; i++) {
            code.append((char) ('0' + random.nextInt(10)));
        }
        return code.toString();
    }

    /** No message can go to the phone now; {@code reason} is the Send Gate's code. */
    public static final class Undeliverable extends Refusal {
        public Undeliverable(String reason) {
            super(Kind.CONFLICT, "otp.undeliverable", "No code can be sent now", Map.of("reason", reason));
        }
    }
}
