package io.tidings.messaging.dispatch.adapter.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidings.messaging.dispatch.domain.ProviderError;
import io.tidings.messaging.dispatch.domain.SendOutcome;
import org.jspecify.annotations.Nullable;

import java.io.IOException;

/**
 * Reads what Twilio answered. A SID says that the message was taken, a 4xx status that it was not. A 5xx leaves it open: there
 * is no idempotency key, so it is not tried again.
 */
final class TwilioAnswer {
    static final String UNREADABLE = "dispatch.unreadable-answer";
    private static final JsonMapper JSON = new JsonMapper();
    private static final int TOO_MANY = 20429;

    private TwilioAnswer() {}

    static SendOutcome read(int status, byte[] body) {
        var json = parse(body);
        if (status == 200 || status == 201) {
            var sid = json == null ? "" : json.path("sid").asText("");
            return sid.matches("[A-Za-z0-9]{2,64}")
                    ? new SendOutcome.Accepted(sid, null)
                    : new SendOutcome.Uncertain(UNREADABLE);
        }
        if (status < 400 || status >= 500) {
            return new SendOutcome.Uncertain(UNREADABLE);
        }
        var code = json == null ? null : json.get("code");
        if (json != null && code != null && code.isInt()) {
            return new SendOutcome.Rejected(ProviderError.ofTwilio(code.intValue(), detail(json)));
        }
        return new SendOutcome.Rejected(
                status == 429
                        ? ProviderError.ofTwilio(TOO_MANY, null)
                        : ProviderError.parse("twilio.http-" + status, null));
    }

    private static @Nullable JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable String detail(JsonNode json) {
        var text = json.path("message").asText("");
        return text.isEmpty() ? null : text.replace('\0', ' ');
    }
}
