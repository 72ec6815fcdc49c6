package io.tidings.messaging.dispatch.domain;

import io.tidings.messaging.message.domain.MessageSource;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.messaging.message.domain.Purpose;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A message on WhatsApp that may have to go by SMS, as read under its row lock.
 *
 * @param failure why it failed or was refused
 * @param hasPhone false for somebody of whom only WhatsApp's id is known
 * @param plain it is nothing but words: no media, no buttons
 */
public record Stranded(
        UUID id,
        UUID contact,
        String intentKey,
        Purpose purpose,
        MessageStatus status,
        @Nullable String failure,
        @Nullable MessageSource source,
        boolean hasPhone,
        boolean plain,
        Instant createdAt) {

    /** Why a code that WhatsApp took has to go by SMS. */
    public static final String NOT_DELIVERED = "otp.not-delivered";

    /** Meta: the recipient is not on WhatsApp, or cannot be reached there. */
    private static final String NOT_ON_WHATSAPP = "whatsapp.131026";

    /** Why it goes by SMS; empty when it does not. A code needs to have arrived, the rest only somebody who can read it. */
    public Optional<String> reason() {
        if (!hasPhone || !plain) {
            return Optional.empty();
        }
        return switch (purpose) {
            case OTP -> ofCode();
            case TRANSACTIONAL ->
                status == MessageStatus.FAILED && NOT_ON_WHATSAPP.equals(failure)
                        ? Optional.of(NOT_ON_WHATSAPP)
                        : Optional.empty();
            case REPLY, MARKETING -> Optional.empty();
        };
    }

    private Optional<String> ofCode() {
        return switch (status) {
            case QUEUED, DEFERRED, SENDING, SENT, UNKNOWN -> Optional.of(NOT_DELIVERED);
            case FAILED -> Optional.of(failure == null ? NOT_DELIVERED : failure);
            case REFUSED -> Optional.ofNullable(failure).filter(Stranded::isOfTheRoute);
            case DELIVERED, READ, CANCELLED, RECEIVED -> Optional.empty();
        };
    }

    /** True when it has not left: it need not any more. */
    public boolean waits() {
        return status == MessageStatus.QUEUED || status == MessageStatus.DEFERRED;
    }

    /** True when the Send Gate objected to the number or the template, and not to sending. */
    public static boolean isOfTheRoute(String code) {
        return code.startsWith("number.") || code.startsWith("template.");
    }
}
