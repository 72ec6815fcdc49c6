package io.tidings.messaging.dispatch.adapter.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidings.messaging.dispatch.application.ClaimedMessage;
import io.tidings.messaging.smssender.application.SendingSms;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.stream.Collectors;

/** Writes a message as Twilio's Messages resource reads it: form-encoded, at most 1600 characters of text. */
final class TwilioForm {
    private static final int LONGEST_TEXT = 1600;
    private static final long LONGEST_VALIDITY = 36_000;

    private TwilioForm() {}

    /** @param publicUrl where the suite is called back; our own id in the address proves what was taken without an answer */
    static String of(ClaimedMessage claimed, SendingSms from, String publicUrl) {
        var message = claimed.message();
        var fields = new LinkedHashMap<String, String>();
        fields.put("To", "+" + message.to());
        fields.put(from.isOfService() ? "MessagingServiceSid" : "From", from.from());
        fields.put("Body", shortened(Objects.requireNonNull(message.text())));
        fields.put("StatusCallback", publicUrl + "/webhooks/twilio/" + from.id() + "?message=" + message.id());
        var goodFor = claimed.goodFor();
        if (goodFor != null) {
            fields.put("ValidityPeriod", Long.toString(Math.clamp(goodFor.toSeconds(), 1, LONGEST_VALIDITY)));
        }
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT
                ? text
                : text.substring(
                                0,
                                Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 2))
                                        ? LONGEST_TEXT - 2
                                        : LONGEST_TEXT - 1)
                        + "…";
    }
}
