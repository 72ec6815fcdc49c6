package io.tidings.messaging.conversation.adapter.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.messaging.conversation.application.MediaSource;
import io.tidings.messaging.dispatch.adapter.whatsapp.CloudApiSettings;
import io.tidings.messaging.phonenumber.application.SendingNumber;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.testkit.infra.Patience;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** The adapter against a real socket. */
class CloudApiConversationsTest {
    private static final TenantId TENANT = new TenantId(new UUID(7, 7));
    private static final SendingNumber NUMBER = new SendingNumber(UUID.randomUUID(), "1055", "token", 80, true);

    private static Vertx vertx;

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void closeServer() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void media_come_in_two_steps_with_the_numbers_token() {
        listen(request -> request.response()
                .end(
                        request.path().startsWith("/files/")
                                ? "the bytes"
                                : "{\"url\":\"http://localhost:" + server.actualPort() + "/files/1\"}"));
        assertThat(fetch("m-1")).isEqualTo("the bytes");
        assertThat(seen)
                .containsExactly("GET /v23.0/m-1?phone_number_id=1055 Bearer token", "GET /files/1 Bearer token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "http://lookaside.fbsbx.com/x",
                "https://lookaside.fbsbx.com:8443/x",
                "https://lookaside.fbsbx.com@evil.example/x",
                "https://lookaside.fbsbx.com.evil.example/x",
                "http://localhost:1/x",
                "https://localhost/x",
                "file:///etc/passwd",
                "not a url"
            })
    void an_address_of_anybody_else_is_not_dialled(String address) {
        listen(request -> request.response().end("{\"url\":\"" + address + "\"}"));
        assertThatThrownBy(() -> fetch("m-1")).isInstanceOf(MediaSource.Unavailable.class);
        assertThat(seen).hasSize(1);
    }

    @Test
    void a_redirect_is_not_followed() {
        listen(request -> {
            if (request.path().startsWith("/files/")) {
                request.response()
                        .setStatusCode(302)
                        .putHeader("Location", "http://127.0.0.1:1/")
                        .end();
            } else {
                request.response().end("{\"url\":\"http://localhost:" + server.actualPort() + "/files/1\"}");
            }
        });
        assertThatThrownBy(() -> fetch("m-1")).isInstanceOf(MediaSource.Unavailable.class);
        assertThat(seen).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"url\":7}", "{}"})
    void an_answer_that_cannot_be_read_is_no_media(String body) {
        listen(request -> request.response().end(body));
        assertThatThrownBy(() -> fetch("m-1")).isInstanceOf(MediaSource.Unavailable.class);
    }

    @Test
    void a_receipt_says_what_was_read_and_that_an_answer_is_being_written() {
        listen(request -> request.body().onSuccess(body -> {
            seen.add(body.toString());
            request.response().end("{\"success\":true}");
        }));
        assertThat(receipt(true)).isTrue();
        assertThat(seen.getLast())
                .isEqualTo("{\"messaging_product\":\"whatsapp\",\"status\":\"read\",\"message_id\":\"wamid.1\","
                        + "\"typing_indicator\":{\"type\":\"text\"}}");
    }

    @Test
    void a_receipt_that_was_not_taken_is_told_and_breaks_nothing() {
        listen(request -> request.response().setStatusCode(500).end());
        assertThat(receipt(false)).isFalse();
        listen(request -> request.connection().close());
        assertThat(receipt(false)).isFalse();
    }

    private boolean receipt(boolean typing) {
        return adapter().send(TENANT, NUMBER, "wamid.1", typing).await().atMost(Patience.LIMIT);
    }

    private String fetch(String mediaId) {
        return adapter()
                .open(TENANT, NUMBER, mediaId)
                .chain(stream -> stream.bytes()
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .collect()
                        .with(Collectors.joining()))
                .await()
                .atMost(Patience.LIMIT);
    }

    private void listen(Handler<HttpServerRequest> behaviour) {
        if (server != null) {
            closeServer();
        }
        server = vertx.createHttpServer()
                .requestHandler(request -> {
                    seen.add(request.method() + " " + request.uri() + " " + request.getHeader("Authorization"));
                    behaviour.handle(request);
                })
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private CloudApiConversations adapter() {
        var port = server.actualPort();
        var api = new CloudApiSettings() {
            @Override
            public String baseUrl() {
                return "http://localhost:" + port;
            }

            @Override
            public String apiVersion() {
                return "v23.0";
            }

            @Override
            public Duration connectTimeout() {
                return Duration.ofSeconds(5);
            }

            @Override
            public Duration callTimeout() {
                return Duration.ofSeconds(5);
            }

            @Override
            public int connections() {
                return 4;
            }
        };
        return new CloudApiConversations(vertx, api, () -> Set.of("lookaside.fbsbx.com"));
    }
}
