package io.tidings.simulator.whatsapp;

import com.fasterxml.jackson.core.JsonGenerator;

import java.io.IOException;
import java.time.Instant;

/** A status of a message, in the form of API version 23; the conversation is left out from version 24 on, as at Meta. */
record StatusUpdate(SentMessage message, Status status, Instant at, String conversationId) implements WebhookEvent {

    private static final int LAST_WITH_CONVERSATION = 23;

    @Override
    public BusinessNumber number() {
        return message.number();
    }

    @Override
    public String wamid() {
        return message.wamid();
    }

    @Override
    public String what() {
        return status.wire();
    }

    @Override
    public void writeTo(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", message.wamid());
        json.writeStringField("status", status.wire());
        json.writeStringField("timestamp", Long.toString(at.getEpochSecond()));
        json.writeStringField(
                Recipient.isUserId(message.waId()) ? "recipient_user_id" : "recipient_id", message.waId());
        if (message.opaque() != null) {
            json.writeStringField("biz_opaque_callback_data", message.opaque());
        }
        switch (status) {
            case SENT, DELIVERED -> writePrice(json);
            case FAILED -> writeError(json);
            case READ -> {}
        }
        json.writeEndObject();
    }

    private void writePrice(JsonGenerator json) throws IOException {
        if (message.apiVersion() <= LAST_WITH_CONVERSATION) {
            json.writeObjectFieldStart("conversation");
            json.writeStringField("id", conversationId);
            if (status == Status.SENT) {
                json.writeStringField(
                        "expiration_timestamp",
                        Long.toString(at.plusSeconds(86_400).getEpochSecond()));
            }
            json.writeObjectFieldStart("origin");
            json.writeStringField("type", message.category());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeObjectFieldStart("pricing");
        json.writeBooleanField("billable", message.billable());
        json.writeStringField("pricing_model", "PMP");
        json.writeStringField("category", message.category());
        json.writeStringField("type", message.billable() ? "regular" : "free_customer_service");
        json.writeEndObject();
    }

    private void writeError(JsonGenerator json) throws IOException {
        var error = DeliveryError.of(message.failure());
        json.writeArrayFieldStart("errors");
        json.writeStartObject();
        json.writeNumberField("code", error.code());
        json.writeStringField("title", error.title());
        json.writeStringField("message", error.title());
        json.writeObjectFieldStart("error_data");
        json.writeStringField("details", error.details());
        json.writeEndObject();
        json.writeStringField("href", "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/");
        json.writeEndObject();
        json.writeEndArray();
    }
}
