package io.tidings.messaging.dispatch.adapter.whatsapp;

import static io.tidings.messaging.message.domain.Attached.Kind.DOCUMENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidings.messaging.dispatch.adapter.provider.OneAttempt;
import io.tidings.messaging.dispatch.application.ClaimedMessage;
import io.tidings.messaging.dispatch.domain.SendOutcome;
import io.tidings.messaging.dispatch.domain.SendOutcome.Accepted;
import io.tidings.messaging.dispatch.domain.SendOutcome.NotSent;
import io.tidings.messaging.dispatch.domain.SendOutcome.Rejected;
import io.tidings.messaging.dispatch.domain.SendOutcome.Uncertain;
import io.tidings.messaging.dispatch.domain.Waiting;
import io.tidings.messaging.message.domain.Attached;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.messaging.message.domain.Purpose;
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

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** The adapter against a real socket that behaves badly in every way that matters. */
class CloudApiMessageSenderTest {
    private static final Duration PATIENCE = Patience.LIMIT;
    private static Vertx vertx;

    private Duration callTimeout = PATIENCE;
    private HttpServer server;
    private final AtomicInteger calls = new AtomicInteger();

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
        if (server != null) {
            server.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void a_template_goes_out_as_the_api_reads_it_and_its_id_comes_back() throws Exception {
        var seen = new CompletableFuture<JsonNode>();
        var headers = new CompletableFuture<String>();
        listen(request -> request.body().onSuccess(body -> {
            headers.complete(request.method() + " " + request.uri() + " " + request.getHeader("Authorization"));
            try {
                seen.complete(new ObjectMapper().readTree(body.getBytes()));
            } catch (java.io.IOException e) {
                seen.completeExceptionally(e);
            }
            request.response().end("{\"contacts\":[{\"wa_id\":\"5511\"}],\"messages\":[{\"id\":\"wamid.7\"}]}");
        }));

        var message = template(List.of("Ana", "A\n\n1", ""));
        var outcome = send(message);

        assertThat(outcome).isEqualTo(new Accepted("wamid.7", null));
        assertThat(headers.join()).isEqualTo("POST /v23.0/1055/messages Bearer token");
        assertThat(seen.join()).isEqualTo(new ObjectMapper().readTree("""
                {"messaging_product":"whatsapp","recipient_type":"individual","to":"34600111222","type":"template",
                 "template":{"name":"shipping_notification","language":{"code":"en"},"components":[{"type":"body",
                   "parameters":[{"type":"text","text":"Ana"},{"type":"text","text":"A 1"},{"type":"text","text":"-"}]}]},
                 "biz_opaque_callback_data":"%s:%s"}""".formatted(
                                message.tenant(), message.message().id())));
    }

    @Test
    void a_reply_names_what_it_answers() {
        var seen = new CompletableFuture<String>();
        listen(request -> request.body().onSuccess(body -> {
            seen.complete(body.toString());
            request.response().end("{\"messages\":[{\"id\":\"wamid.8\"}]}");
        }));

        send(claimed(null, List.of(), "Sorry to see you go", "wamid.q"));

        assertThat(seen.join())
                .contains("\"context\":{\"message_id\":\"wamid.q\"}")
                .contains("\"text\":{\"body\":\"Sorry to see you go\",\"preview_url\":false}");
    }

    @Test
    void media_buttons_and_named_parameters_go_out_as_the_api_reads_them() {
        assertThat(body(null, List.of(), "My bill", new Attached.Media(DOCUMENT, "https://a.example/b.pdf", "b.pdf")))
                .contains("\"type\":\"document\",\"document\":{\"link\":\"https://a.example/b.pdf\","
                        + "\"caption\":\"My bill\",\"filename\":\"b.pdf\"}");
        assertThat(body(null, List.of(), "Today?", new Attached.Buttons(List.of(new Attached.Button("y", "Yes")))))
                .contains(
                        "\"type\":\"interactive\",\"interactive\":{\"type\":\"button\",\"body\":{\"text\":\"Today?\"},"
                                + "\"action\":{\"buttons\":[{\"type\":\"reply\",\"reply\":{\"id\":\"y\",\"title\":\"Yes\"}}]}}");
        assertThat(body("hello", List.of("Ana"), "Hi Ana", new Attached.Frame(List.of("first_name"), null, List.of())))
                .contains("{\"type\":\"text\",\"parameter_name\":\"first_name\",\"text\":\"Ana\"}");
    }

    private static String body(String template, List<String> parameters, String text, Attached attached) {
        return CloudApiBody.of(claimed(template, parameters, text, attached, null))
                .toString();
    }

    @Test
    void taken_and_hung_up_is_uncertain_and_called_once() {
        listen(request -> request.body().onSuccess(body -> request.connection().close()));

        assertThat(send(template(List.of()))).isEqualTo(new Uncertain(OneAttempt.CONNECTION_LOST));
        assertThat(calls).hasValue(1);
    }

    @Test
    void half_an_answer_is_uncertain() {
        listen(request -> {
            request.response().putHeader("Content-Length", "1000").write("{\"messages\":[{\"id\":\"wamid");
            vertx.setTimer(50, t -> request.connection().close());
        });

        assertThat(send(template(List.of()))).isInstanceOf(Uncertain.class);
    }

    @Test
    void no_answer_in_time_is_uncertain() {
        listen(request -> {});

        callTimeout = Duration.ofMillis(400);

        assertThat(send(template(List.of()))).isEqualTo(new Uncertain(OneAttempt.TIMEOUT));
        assertThat(calls).hasValueLessThanOrEqualTo(1); // the time may be over before the request is there
    }

    @Test
    void too_many_requests_and_server_errors_with_a_body_are_refusals() {
        listen(request -> request.response()
                .setStatusCode(calls.get() == 1 ? 429 : 500)
                .end("{\"error\":{\"code\":130429,\"message\":\"Rate limit hit\"}}"));

        assertThat(send(template(List.of()))).isInstanceOf(Rejected.class);
        assertThat(send(template(List.of()))).isInstanceOf(Rejected.class);
    }

    @Test
    void a_server_error_without_a_body_is_uncertain() {
        listen(request -> request.response().setStatusCode(502).end("Bad Gateway"));

        assertThat(send(template(List.of()))).isInstanceOf(Uncertain.class);
    }

    @Test
    void a_redirect_is_not_followed() {
        listen(request -> request.response()
                .setStatusCode(307)
                .putHeader("Location", "http://localhost:" + server.actualPort() + "/elsewhere")
                .end());

        assertThat(send(template(List.of()))).isInstanceOf(Uncertain.class);
        assertThat(calls).hasValue(1);
    }

    @Test
    void a_refused_connection_proves_that_nothing_left() {
        listen(request -> {});
        var port = server.actualPort();
        closeServer();

        assertThat(sender(port)
                        .send(template(List.of()).tenant(), template(List.of()))
                        .await()
                        .atMost(Patience.LIMIT))
                .isEqualTo(new NotSent(OneAttempt.UNREACHABLE));
    }

    private void listen(Handler<HttpServerRequest> behaviour) {
        server = vertx.createHttpServer()
                .requestHandler(request -> {
                    calls.incrementAndGet();
                    behaviour.handle(request);
                })
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private SendOutcome send(ClaimedMessage message) {
        return sender(server.actualPort())
                .send(message.tenant(), message)
                .await()
                .atMost(Patience.LIMIT);
    }

    private CloudApiMessageSender sender(int port) {
        return new CloudApiMessageSender(vertx, new CloudApiSettings() {
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
                return PATIENCE;
            }

            @Override
            public Duration callTimeout() {
                return callTimeout;
            }

            @Override
            public int connections() {
                return 4;
            }
        });
    }

    private static ClaimedMessage template(List<String> parameters) {
        return claimed("shipping_notification", parameters, null, null);
    }

    private static ClaimedMessage claimed(String template, List<String> parameters, String text, String replyTo) {
        return claimed(template, parameters, text, null, replyTo);
    }

    private static ClaimedMessage claimed(
            String template, List<String> parameters, String text, Attached attached, String replyTo) {
        var message = new Waiting(
                UUID.randomUUID(),
                MessageStatus.QUEUED,
                UUID.randomUUID(),
                "order:1:shipping_notification",
                Purpose.TRANSACTIONAL,
                "34600111222",
                template,
                "en",
                parameters,
                text,
                attached,
                UUID.randomUUID(),
                null,
                replyTo,
                Instant.parse("2026-11-22T10:00:00Z"),
                false,
                false,
                false);
        return new ClaimedMessage(
                new TenantId(new UUID(7, 7)), message, new SendingNumber(UUID.randomUUID(), "1055", "token", 80, true));
    }
}
