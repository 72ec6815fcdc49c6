package io.tidings.simulator.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.simulator.chat.ChatMessage;
import io.tidings.simulator.chat.Chats;
import io.tidings.simulator.journal.Journal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rebuilds from the journal what a killed simulator knew: numbers, templates, open windows, chats, and the webhooks of
 * the last day that the suite had not acknowledged, which go out again. Of sends it looks at the last 20,000 entries.
 */
final class Recovery {

    private static final int BACK = 20_000;
    private static final Duration STALE = Duration.ofDays(1);

    private final BusinessNumbers numbers;
    private final Templates templates;
    private final Windows windows;
    private final Chats chats;
    private final ReceiveMessage receive;
    private final StatusSchedule statuses;
    private final WebhookSender webhooks;

    private final Map<String, SentMessage> sent = new LinkedHashMap<>();
    private final Map<String, InboundMessage> received = new LinkedHashMap<>();
    private final Map<String, Set<Status>> acknowledged = new HashMap<>();

    Recovery(
            BusinessNumbers numbers,
            Templates templates,
            Windows windows,
            Chats chats,
            ReceiveMessage receive,
            StatusSchedule statuses,
            WebhookSender webhooks) {
        this.numbers = numbers;
        this.templates = templates;
        this.windows = windows;
        this.chats = chats;
        this.receive = receive;
        this.statuses = statuses;
        this.webhooks = webhooks;
    }

    void run(Journal journal, InstantSource clock) {
        journal.replay(Set.of("whatsapp.number", "whatsapp.template", "whatsapp.inbound"), 0, this::base);
        journal.replay(
                Set.of("whatsapp.send", "whatsapp.inbound", "whatsapp.webhook"),
                Math.max(0, journal.lastSeq() - BACK),
                this::recent);
        var oldest = clock.instant().minus(STALE);
        received.values().stream()
                .filter(message -> message.at().isAfter(oldest))
                .forEach(message -> webhooks.offer(message, 1));
        sent.values().forEach(message -> {
            var done = acknowledged.getOrDefault(message.wamid(), Set.of());
            done.forEach(status -> chats.advance(message.bubble(), status.ticks(), message.failure()));
            if (message.bubble().at().isAfter(oldest)) {
                statuses.plan(message, done);
            }
        });
    }

    private void base(JsonNode entry) {
        switch (entry.path("kind").asText()) {
            case "whatsapp.number" -> numbers.restore(BusinessNumber.from(entry));
            case "whatsapp.template" -> templates.restore(Template.from(entry));
            default -> {
                var message = inbound(entry);
                windows.heard(message.number().phoneNumberId(), message.from(), message.at());
            }
        }
    }

    private void recent(JsonNode entry) {
        switch (entry.path("kind").asText()) {
            case "whatsapp.inbound" -> {
                var message = inbound(entry);
                receive.remember(message);
                received.put(message.wamid(), message);
            }
            case "whatsapp.send" -> send(entry);
            default -> {
                if (!entry.path("outcome").asText().equals("failed")) {
                    entry.path("events").forEach(this::settled);
                }
            }
        }
    }

    private void send(JsonNode entry) {
        var number = numbers.writtenTo(entry.path("phone_number_id").asText());
        var wamid = entry.path("wamid").asText();
        var template = entry.hasNonNull("template") ? entry.get("template").asText() : null;
        var at = Instant.parse(entry.path("at").asText());
        var bubble = ChatMessage.toPerson(wamid, entry.path("text").asText(), template, List.of(), at);
        var message = SentMessage.from(entry, number, bubble);
        chats.sent(number.phoneNumberId(), number.displayPhoneNumber(), message.waId(), bubble);
        sent.put(wamid, message);
    }

    private void settled(JsonNode event) {
        var wamid = event.path("wamid").asText();
        if (event.path("what").asText().equals("message")) {
            received.remove(wamid);
            return;
        }
        var statuses = acknowledged.computeIfAbsent(wamid, id -> EnumSet.noneOf(Status.class));
        for (var status : Status.values()) {
            if (status.wire().equals(event.path("what").asText())) {
                statuses.add(status);
            }
        }
    }

    private InboundMessage inbound(JsonNode entry) {
        return InboundMessage.from(
                entry, numbers.writtenTo(entry.path("phone_number_id").asText()));
    }
}
