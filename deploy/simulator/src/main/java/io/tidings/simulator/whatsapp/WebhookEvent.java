package io.tidings.simulator.whatsapp;

import com.fasterxml.jackson.core.JsonGenerator;

import java.io.IOException;

/** One thing the suite is told by webhook. */
sealed interface WebhookEvent permits StatusUpdate, InboundMessage, TemplateNews {

    BusinessNumber number();

    /** The message it is about. */
    String wamid();

    /** What is journaled of it: the status, or {@code message} for a message of a person. */
    String what();

    /** Writes its object inside {@code statuses[]} or {@code messages[]}. */
    void writeTo(JsonGenerator json) throws IOException;
}
