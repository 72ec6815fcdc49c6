package io.tidings.simulator.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.simulator.http.Endpoints;
import io.tidings.simulator.http.Refused;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Objects;

/** {@code GET /}, the page, and {@code /simulator/chats}, what it polls. */
public final class ChatEndpoints {

    /** The page is one file and talks to its own origin only; what a message says can never run in it. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
            + "connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Chats chats;
    private final InstantSource clock;
    private final Buffer page = load();

    public ChatEndpoints(Chats chats, InstantSource clock) {
        this.chats = chats;
        this.clock = clock;
    }

    public void register(Router router, Endpoints endpoints) {
        router.get("/")
                .handler(context -> context.response()
                        .putHeader("Content-Type", "text/html; charset=utf-8")
                        .putHeader("Content-Security-Policy", POLICY)
                        .putHeader("X-Content-Type-Options", "nosniff")
                        .putHeader("Cache-Control", "no-store")
                        .end(page));
        endpoints.on(HttpMethod.GET, "/simulator/chats", context -> Future.succeededFuture(chats.list()));
        endpoints.on(HttpMethod.GET, "/simulator/chats/:number/:phone", this::one);
    }

    private Future<JsonNode> one(RoutingContext context) {
        var chat = chats.one(context.pathParam("number"), context.pathParam("phone"), clock.instant());
        if (chat == null) {
            throw Refused.notFound("No such chat");
        }
        return Future.succeededFuture(chat);
    }

    private static Buffer load() {
        try (var in = Objects.requireNonNull(ChatEndpoints.class.getResourceAsStream("chats.html"))) {
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
