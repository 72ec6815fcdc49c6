package io.tidings.simulator.whatsapp;

import com.fasterxml.jackson.core.JsonGenerator;

import java.io.IOException;

/** News of a template's review: a change of its own in the webhook, of a business account and no number. */
record TemplateNews(BusinessNumber number, String id, String name, String language, String event)
        implements WebhookEvent {

    static TemplateNews of(String account, String id, String name, String language, String event) {
        return new TemplateNews(new BusinessNumber("", "", account, null), id, name, language, event);
    }

    @Override
    public String wamid() {
        return name;
    }

    @Override
    public String what() {
        return "template";
    }

    @Override
    public void writeTo(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("value");
        json.writeStringField("event", event);
        json.writeNumberField("message_template_id", Long.parseLong(id));
        json.writeStringField("message_template_name", name);
        json.writeStringField("message_template_language", language);
        json.writeStringField("reason", event.equals("REJECTED") ? "INVALID_FORMAT" : "NONE");
        json.writeEndObject();
        json.writeStringField("field", "message_template_status_update");
        json.writeEndObject();
    }
}
