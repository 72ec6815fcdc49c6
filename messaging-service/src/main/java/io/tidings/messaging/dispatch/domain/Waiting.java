package io.tidings.messaging.dispatch.domain;

import io.tidings.messaging.message.domain.Attached;
import io.tidings.messaging.message.domain.MessageSource;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.messaging.message.domain.Purpose;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A message whose turn has come, as read under its row lock.
 *
 * @param to the recipient's phone, digits only; for somebody without one WhatsApp's id of them, such as {@code US.1349}
 * @param template null for free text
 * @param parameters the template's values, in order
 * @param text free text when there is no template
 * @param attached media, buttons, or what stands around the template's body
 * @param number the business number it goes through, phone_numbers.id; null while none was chosen
 * @param source what it tells of, such as an invoice
 * @param replyTo the provider's id of the message it answers
 * @param held something may be in its way that was not when it was judged: a pause, a limit
 * @param hasFallback a template goes instead of its free text once the window has closed
 * @param holdsQuota it has its place in the month's quota
 */
public record Waiting(
        UUID id,
        MessageStatus status,
        UUID contact,
        String intentKey,
        Purpose purpose,
        String to,
        @Nullable String template,
        String language,
        List<String> parameters,
        @Nullable String text,
        @Nullable Attached attached,
        @Nullable UUID number,
        @Nullable MessageSource source,
        @Nullable String replyTo,
        Instant createdAt,
        boolean held,
        boolean hasFallback,
        boolean holdsQuota) {
    /** A verdict older than this is asked for again before the message goes out. */
    private static final Duration VERDICT_HOLDS = Duration.ofSeconds(60);

    public Waiting {
        parameters = List.copyOf(parameters);
    }

    /** The same with the secret in place of its mask: as the template's value and within the words. */
    public Waiting reveal(String mask, String secret) {
        return new Waiting(
                id,
                status,
                contact,
                intentKey,
                purpose,
                to,
                template,
                language,
                List.of(secret),
                text == null ? null : text.replace(mask, secret),
                attached,
                number,
                source,
                replyTo,
                createdAt,
                held,
                hasFallback,
                holdsQuota);
    }

    /** True while it waits to go out. */
    public boolean mayGo() {
        return status == MessageStatus.QUEUED || status == MessageStatus.DEFERRED;
    }

    /** True when the Send Gate must be asked again: it was put off, or waited so long that much may have changed. */
    public boolean needsVerdict(Instant now) {
        return held
                || status == MessageStatus.DEFERRED
                || createdAt.plus(VERDICT_HOLDS).isBefore(now);
    }
}
