package io.tidings.simulator.whatsapp;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import java.io.IOException;

/**
 * A number a business sends from. The token is kept as its SHA-256 only; null means that no call has brought one yet.
 *
 * @param displayPhoneNumber digits only, as Meta's webhooks show it
 * @param wabaId the WhatsApp business account the number belongs to
 */
record BusinessNumber(
        String phoneNumberId,
        String displayPhoneNumber,
        String wabaId,
        @Nullable String tokenSha256) {

    BusinessNumber withToken(String sha256) {
        return new BusinessNumber(phoneNumberId, displayPhoneNumber, wabaId, sha256);
    }

    void writeTo(JsonGenerator json) throws IOException {
        json.writeStringField("phone_number_id", phoneNumberId);
        json.writeStringField("display_phone_number", displayPhoneNumber);
        json.writeStringField("waba_id", wabaId);
        if (tokenSha256 != null) {
            json.writeStringField("token_sha256", tokenSha256);
        }
    }

    static BusinessNumber from(JsonNode entry) {
        return new BusinessNumber(
                entry.path("phone_number_id").asText(),
                entry.path("display_phone_number").asText(),
                entry.path("waba_id").asText(),
                entry.hasNonNull("token_sha256") ? entry.get("token_sha256").asText() : null);
    }
}
