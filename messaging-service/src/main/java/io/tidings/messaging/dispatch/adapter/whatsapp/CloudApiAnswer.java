package io.tidings.messaging.dispatch.adapter.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidings.messaging.dispatch.domain.ProviderError;
import io.tidings.messaging.dispatch.domain.SendOutcome;
import org.jspecify.annotations.Nullable;

import java.io.IOException;

/**
 * Reads what the Cloud API answered. Only two kinds of answer prove anything: a message id says it was taken, an error body
 * in Graph form or a 4xx status says it was not. All others leave it open.
 */
final class CloudApiAnswer {
    static final String UNREADABLE = "dispatch.unreadable-answer";
    private static final JsonMapper JSON = new JsonMapper();

    private CloudApiAnswer() {}

    static SendOutcome read(int status, byte[] body) {
        var json = parse(body);
        if (status == 200) {
            var id = json == null ? "" : json.at("/messages/0/id").asText("");
            return id.isEmpty() || id.length() > 200 || id.indexOf('\0') >= 0
                    ? new SendOutcome.Uncertain(UNREADABLE)
                    : new SendOutcome.Accepted(id, waId(json));
        }
        var code = json == null ? null : json.at("/error/code");
        if (code != null && code.isInt()) {
            return new SendOutcome.Rejected(
                    ProviderError.ofCode(code.intValue(), detail(json), status >= 500 || status == 429));
        }
        return status >= 400 && status < 500
                ? new SendOutcome.Rejected(ProviderError.ofStatus(status))
                : new SendOutcome.Uncertain(UNREADABLE);
    }

    private static @Nullable JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable String waId(@Nullable JsonNode json) {
        var waId = json == null ? "" : json.at("/contacts/0/wa_id").asText("");
        return waId.matches("[0-9]{5,20}") ? waId : null;
    }

    private static @Nullable String detail(@Nullable JsonNode json) {
        if (json == null) {
            return null;
        }
        var details = json.at("/error/error_data/details").asText("");
        var text = details.isEmpty() ? json.at("/error/message").asText("") : details;
        return text.isEmpty() ? null : text.replace('\0', ' ');
    }
}
