package io.tidings.simulator.whatsapp;

import io.tidings.simulator.chat.ChatMessage;
import io.tidings.simulator.chat.Chats;
import io.tidings.simulator.journal.Journal;
import io.vertx.core.Future;

/** A person writes to a business number: journaled, opens the 24 h window, goes to the suite's webhook. */
final class ReceiveMessage {

    private final Journal journal;
    private final Windows windows;
    private final Chats chats;
    private final WebhookSender webhooks;

    ReceiveMessage(Journal journal, Windows windows, Chats chats, WebhookSender webhooks) {
        this.journal = journal;
        this.windows = windows;
        this.chats = chats;
        this.webhooks = webhooks;
    }

    /** @param copies how many times the suite is told */
    Future<String> handle(InboundMessage message, int copies) {
        return journal.append("whatsapp.inbound", json -> {
                    json.writeStringField("phone_number_id", message.number().phoneNumberId());
                    json.writeStringField("from", message.from());
                    json.writeStringField("name", message.name());
                    json.writeStringField("wamid", message.wamid());
                    json.writeStringField("context_id", message.contextId());
                    json.writeStringField("text", message.content().text());
                    json.writeObjectFieldStart("message");
                    message.writeContent(json);
                    json.writeEndObject();
                })
                .map(seq -> {
                    remember(message);
                    webhooks.offer(message, copies);
                    return message.wamid();
                });
    }

    /** Opens the window and fills the chat, without telling anybody. */
    void remember(InboundMessage message) {
        var number = message.number();
        windows.heard(number.phoneNumberId(), message.from(), message.at());
        var bubble = ChatMessage.fromPerson(message.wamid(), message.content().text(), message.at());
        chats.received(
                number.phoneNumberId(),
                number.displayPhoneNumber(),
                message.from(),
                message.name(),
                bubble,
                message.at());
    }
}
