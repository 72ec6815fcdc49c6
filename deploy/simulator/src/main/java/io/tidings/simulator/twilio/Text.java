package io.tidings.simulator.twilio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.simulator.chat.ChatMessage;
import io.tidings.simulator.http.Json;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** A message to somebody's phone and how far it got. */
final class Text {
    private final String sid;
    private final String account;
    private final String from;
    private final @Nullable String service;
    private final String to;
    private final String body;
    private final @Nullable URI callback;
    private final int failure;
    private final ChatMessage bubble;
    private String status = "queued";

    /**
     * @param from number it comes from, or the service that chooses one
     * @param callback where its statuses go; null for nowhere
     * @param failure the error it is going to fail with, 0 when it arrives
     */
    Text(
            String sid,
            String account,
            String from,
            @Nullable String service,
            String to,
            String body,
            @Nullable URI callback,
            int failure,
            Instant at) {
        this.sid = sid;
        this.account = account;
        this.from = from;
        this.service = service;
        this.to = to;
        this.body = body;
        this.callback = callback;
        this.failure = failure;
        this.bubble = ChatMessage.toPerson(sid, body, null, List.of(), at);
    }

    String sid() {
        return sid;
    }

    String account() {
        return account;
    }

    String from() {
        return from;
    }

    String to() {
        return to;
    }

    String body() {
        return body;
    }

    @Nullable
    URI callback() {
        return callback;
    }

    int failure() {
        return failure;
    }

    ChatMessage bubble() {
        return bubble;
    }

    void become(String next) {
        status = next;
    }

    /** The Message resource, as far as anybody reads it. */
    ObjectNode toJson() {
        var failed = status.equals("undelivered") || status.equals("failed");
        var json = Json.object()
                .put("sid", sid)
                .put("account_sid", account)
                .put("messaging_service_sid", service)
                .put("from", service == null ? from : null)
                .put("to", to)
                .put("body", body)
                .put("status", status)
                .put("direction", "outbound-api")
                .put("num_segments", Integer.toString(1 + (body.length() - 1) / 153))
                .put("num_media", "0")
                .put("api_version", Twilio.VERSION)
                .put(
                        "date_created",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(bubble.at().atOffset(ZoneOffset.UTC)))
                .put("uri", "/%s/Accounts/%s/Messages/%s.json".formatted(Twilio.VERSION, account, sid));
        if (failed) {
            json.put("error_code", failure);
        } else {
            json.putNull("error_code");
        }
        return json.putNull("error_message").putNull("price");
    }
}
