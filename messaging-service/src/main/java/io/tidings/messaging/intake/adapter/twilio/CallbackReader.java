package io.tidings.messaging.intake.adapter.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.messaging.dispatch.application.RecordStatuses;
import io.tidings.messaging.dispatch.domain.ProviderError;
import io.tidings.messaging.dispatch.domain.StatusReport;
import io.tidings.messaging.intake.application.ReceiveSms;
import io.tidings.messaging.intake.domain.OptWords.Wish;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.messaging.message.domain.StatusSource;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.PhoneNumber;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads a stored callback into what it stands for. Twilio's accepted, queued and sending prove that it took the message,
 * which is what sent means here.
 */
final class CallbackReader {
    private static final int LONGEST_TEXT = 4096;

    /** What a callback tells. */
    sealed interface Told {}

    /** How far a message of ours got. */
    record Status(RecordStatuses.Told told) implements Told {}

    /** What somebody texted. */
    record Text(ReceiveSms.Command command) implements Told {}

    /** Nothing of use: a message that waits for its time at Twilio. */
    record Nothing() implements Told {}

    /** It makes no sense. */
    record Unusable() implements Told {}

    private CallbackReader() {}

    static Told read(TenantId tenant, JsonNode callback, Instant now) {
        var form = callback.path("form");
        var sid = form.path("MessageSid").asText(form.path("SmsSid").asText(""));
        var sender = id(callback.path("sender").asText(""));
        if (sender == null || !sid.matches("[A-Za-z0-9]{2,64}")) {
            return new Unusable();
        }
        var status = form.path("MessageStatus").asText(form.path("SmsStatus").asText(""));
        return switch (status) {
            case "received", "receiving" -> text(tenant, sender, sid, form);
            case "accepted", "queued", "sending", "sent" -> told(MessageStatus.SENT, sid, sender, callback, now);
            case "delivered" -> told(MessageStatus.DELIVERED, sid, sender, callback, now);
            case "read" -> told(MessageStatus.READ, sid, sender, callback, now);
            case "undelivered", "failed", "canceled" -> told(MessageStatus.FAILED, sid, sender, callback, now);
            case "scheduled" -> new Nothing();
            default -> new Unusable();
        };
    }

    private static Told told(MessageStatus status, String sid, UUID sender, JsonNode callback, Instant now) {
        var error = status == MessageStatus.FAILED ? error(callback.path("form")) : null;
        return new Status(new RecordStatuses.Told(
                id(callback.path("message").asText("")),
                sender,
                new StatusReport(sid, status, StatusSource.PROVIDER, error, now)));
    }

    private static ProviderError error(JsonNode form) {
        var code = form.path("ErrorCode").asText("");
        var words = form.path("ErrorMessage").asText("");
        return code.matches("[1-9][0-9]{0,8}")
                ? ProviderError.ofTwilio(Integer.parseInt(code), words.isEmpty() ? null : words)
                : ProviderError.parse("twilio.unknown", null);
    }

    private static Told text(TenantId tenant, UUID sender, String sid, JsonNode form) {
        var from = phone(form.path("From").asText(""));
        if (from == null) {
            return new Unusable(); // a short code or a name: nobody to know
        }
        var body = form.path("Body").asText("");
        var wish = switch (form.path("OptOutType").asText("")) {
            case "STOP" -> Optional.of(Wish.STOP);
            case "START" -> Optional.of(Wish.START);
            case "HELP" -> Optional.of(Wish.HELP);
            default -> Optional.<Wish>empty();
        };
        return new Text(new ReceiveSms.Command(
                tenant,
                sender,
                sid,
                from,
                body.isEmpty()
                        ? null
                        : body.substring(
                                0,
                                body.offsetByCodePoints(
                                        0, Math.min(body.codePointCount(0, body.length()), LONGEST_TEXT))),
                wish));
    }

    private static @Nullable PhoneNumber phone(String text) {
        try {
            return text.startsWith("+") ? PhoneNumber.parse(text) : null;
        } catch (Refusal e) {
            return null;
        }
    }

    private static @Nullable UUID id(String text) {
        try {
            return text.isEmpty() ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
