package io.tidings.simulator.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.simulator.http.Json;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** One bubble. Its ticks move as its statuses go out, and never back. */
public final class ChatMessage {

    /** How far a message got, in the order of the ticks. */
    public enum Ticks {
        ACCEPTED,
        SENT,
        DELIVERED,
        READ,
        FAILED
    }

    /** A quick-reply button: what it says, and what it answers with. */
    public record Button(String text, String payload, boolean interactive) {}

    private final String wamid;
    private final boolean fromBusiness;
    private final String text;
    private final @Nullable String template;
    private final List<Button> buttons;
    private final Instant at;

    private Ticks ticks = Ticks.ACCEPTED;
    private int error;

    private ChatMessage(
            String wamid,
            boolean fromBusiness,
            String text,
            @Nullable String template,
            List<Button> buttons,
            Instant at) {
        this.wamid = wamid;
        this.fromBusiness = fromBusiness;
        this.text = text;
        this.template = template;
        this.buttons = buttons;
        this.at = at;
    }

    public static ChatMessage toPerson(
            String wamid, String text, @Nullable String template, List<Button> buttons, Instant at) {
        return new ChatMessage(wamid, true, text, template, buttons, at);
    }

    public static ChatMessage fromPerson(String wamid, String text, Instant at) {
        return new ChatMessage(wamid, false, text, null, List.of(), at);
    }

    public Instant at() {
        return at;
    }

    String text() {
        return text;
    }

    boolean advance(Ticks next, int code) {
        if (next.compareTo(ticks) <= 0) {
            return false;
        }
        ticks = next;
        error = code;
        return true;
    }

    /** A message that failed never reached the phone, but the page shows it, marked, to whoever looks for it. */
    ObjectNode toJson() {
        var json = Json.object();
        json.put("wamid", wamid);
        json.put("from_business", fromBusiness);
        json.put("text", text);
        json.put("template", template);
        json.put("at", at.toString());
        if (fromBusiness) {
            json.put("status", ticks.name().toLowerCase(Locale.ROOT));
        }
        if (error != 0) {
            json.put("error", error);
        }
        var array = json.putArray("buttons");
        for (var button : buttons) {
            array.addObject()
                    .put("text", button.text())
                    .put("payload", button.payload())
                    .put("interactive", button.interactive());
        }
        return json;
    }
}
