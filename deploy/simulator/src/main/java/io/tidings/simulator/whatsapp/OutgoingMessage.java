package io.tidings.simulator.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.simulator.chat.ChatMessage;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A message whose call was in order.
 *
 * @param text as the phone shows it
 * @param template its template, null for a free-form message
 * @param opaque {@code biz_opaque_callback_data}, which every status of the message repeats
 * @param body the call as it came
 */
record OutgoingMessage(
        Recipient recipient,
        String type,
        String text,
        @Nullable Template template,
        List<ChatMessage.Button> buttons,
        @Nullable String opaque,
        JsonNode body) {}
