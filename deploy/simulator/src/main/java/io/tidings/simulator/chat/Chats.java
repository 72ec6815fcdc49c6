package io.tidings.simulator.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.simulator.http.Json;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** The latest conversations: at most 300, each with its last 60 messages; the journal has the rest. */
public final class Chats {

    private static final int MOST = 300;

    private record Key(String phoneNumberId, String phone) {}

    private final Map<Key, Chat> chats = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Chat> eldest) {
            return size() > MOST;
        }
    };

    /** What the id of a chat by text message begins with. */
    public static final String SMS = "sms-";

    private long version;

    public void sent(String phoneNumberId, String displayPhoneNumber, String phone, ChatMessage message) {
        of(phoneNumberId, displayPhoneNumber, phone).add(message);
        version++;
    }

    public void received(
            String phoneNumberId,
            String displayPhoneNumber,
            String phone,
            @Nullable String name,
            ChatMessage message,
            Instant at) {
        var chat = of(phoneNumberId, displayPhoneNumber, phone);
        chat.add(message);
        chat.heard(name, at);
        version++;
    }

    /** Moves the ticks of a message forward; {@code error} is Meta's code when it failed, else 0. */
    public void advance(ChatMessage message, ChatMessage.Ticks ticks, int error) {
        if (message.advance(ticks, error)) {
            version++;
        }
    }

    public void clear() {
        chats.clear();
        version++;
    }

    private Chat of(String phoneNumberId, String displayPhoneNumber, String phone) {
        return chats.computeIfAbsent(
                new Key(phoneNumberId, phone), key -> new Chat(phoneNumberId, displayPhoneNumber, phone));
    }

    /** All chats without their messages, the latest first; the version changes whenever anything in any chat does. */
    ObjectNode list() {
        var json = Json.object();
        json.put("version", version);
        var array = json.putArray("chats");
        for (var chat : new ArrayList<>(chats.values()).reversed()) {
            array.add(chat.summary());
        }
        return json;
    }

    @Nullable
    ObjectNode one(String phoneNumberId, String phone, Instant now) {
        var key = new Key(phoneNumberId, phone);
        if (!chats.containsKey(key)) {
            return null;
        }
        // not get(): looking at a chat must not move it to the top of the list
        for (var entry : chats.entrySet()) {
            if (entry.getKey().equals(key)) {
                return entry.getValue().whole(now);
            }
        }
        return null;
    }
}
