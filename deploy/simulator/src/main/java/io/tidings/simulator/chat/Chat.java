package io.tidings.simulator.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.simulator.http.Json;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/** What one person and one business number wrote to each other lately. */
final class Chat {

    private static final int MESSAGES = 60;
    private static final Duration WINDOW = Duration.ofHours(24);

    private final String phoneNumberId;
    private final String displayPhoneNumber;
    private final String phone;
    private final ArrayDeque<ChatMessage> messages = new ArrayDeque<>();

    private @Nullable String name;
    private @Nullable Instant windowUntil;

    Chat(String phoneNumberId, String displayPhoneNumber, String phone) {
        this.phoneNumberId = phoneNumberId;
        this.displayPhoneNumber = displayPhoneNumber;
        this.phone = phone;
    }

    void add(ChatMessage message) {
        if (messages.size() == MESSAGES) {
            messages.removeFirst();
        }
        messages.addLast(message);
    }

    void heard(@Nullable String profileName, Instant at) {
        windowUntil = at.plus(WINDOW);
        if (profileName != null) {
            name = profileName;
        }
    }

    /** The row in the list of chats. */
    ObjectNode summary() {
        var json = Json.object();
        json.put("phone_number_id", phoneNumberId);
        json.put("channel", isSms() ? "sms" : "whatsapp");
        json.put("display_phone_number", displayPhoneNumber);
        json.put("phone", phone);
        json.put("name", name);
        json.put("window_open_until", windowUntil == null ? null : windowUntil.toString());
        var last = messages.peekLast();
        if (last != null) {
            json.put("last_text", last.text());
            json.put("last_at", last.at().toString());
        }
        return json;
    }

    private boolean isSms() {
        return phoneNumberId.startsWith(Chats.SMS);
    }

    ObjectNode whole(Instant now) {
        var json = summary();
        json.put("window_open", isSms() || windowUntil != null && now.isBefore(windowUntil));
        var array = json.putArray("messages");
        messages.forEach(message -> array.add(message.toJson()));
        return json;
    }
}
