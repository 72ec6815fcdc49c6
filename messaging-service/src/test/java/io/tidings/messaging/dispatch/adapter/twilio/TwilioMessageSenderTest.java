package io.tidings.messaging.dispatch.adapter.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.messaging.dispatch.application.ClaimedMessage;
import io.tidings.messaging.dispatch.domain.ProviderError;
import io.tidings.messaging.dispatch.domain.SendOutcome;
import io.tidings.messaging.dispatch.domain.SendOutcome.Accepted;
import io.tidings.messaging.dispatch.domain.SendOutcome.NotSent;
import io.tidings.messaging.dispatch.domain.SendOutcome.Rejected;
import io.tidings.messaging.dispatch.domain.SendOutcome.Uncertain;
import io.tidings.messaging.dispatch.domain.Waiting;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.smssender.application.SendingSms;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.testkit.infra.Patience;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The adapter against a real socket that behaves badly in every way that matters. */
class TwilioMessageSenderTest {
    private static final UUID SENDER = UUID.randomUUID();
    private static final String ACCOUNT = "AC" + "0a".repeat(16);
    private static Vertx vertx;

    private final AtomicInteger calls = new AtomicInteger();
    private Duration callTimeout = Patience.LIMIT;
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
        if (server != null) {
            server.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void a_text_goes_out_as_the_api_reads_it_and_its_sid_comes_back() {
        var head = new CompletableFuture<String>();
        var form = new CompletableFuture<String>();
        listen(request -> request.body().onSuccess(body -> {
            head.complete(request.method() + " " + request.uri() + " " + request.getHeader("Authorization") + " "
                    + request.getHeader("Content-Type"));
            form.complete(body.toString());
            request.response().setStatusCode(201).end("{\"sid\":\"SM77\",\"status\":\"queued\",\"error_code\":null}");
        }));

        var message = claimed("Your code & more: 123456 ✓", from("+15005550006"), Duration.ofSeconds(271));
        assertThat(send(message)).isEqualTo(new Accepted("SM77", null));

        assertThat(head.join())
                .isEqualTo("POST /2010-04-01/Accounts/" + ACCOUNT
                        + "/Messages.json Basic "
                        + Base64.getEncoder().encodeToString((ACCOUNT + ":secret").getBytes(UTF_8))
                        + " application/x-www-form-urlencoded");
        assertThat(fields(form.join()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "To",
                        "+34600111222",
                        "From",
                        "+15005550006",
                        "Body",
                        "Your code & more: 123456 ✓",
                        "ValidityPeriod",
                        "271",
                        "StatusCallback",
                        "https://suite.example/webhooks/twilio/" + SENDER + "?message="
                                + message.message().id()));
    }

    @Test
    void a_messaging_service_may_choose_the_number_and_long_words_are_shortened() {
        var form = new CompletableFuture<String>();
        listen(request -> request.body().onSuccess(body -> {
            form.complete(body.toString());
            request.response().setStatusCode(201).end("{\"sid\":\"SM78\"}");
        }));

        send(claimed("x".repeat(1598) + "😀😀", from("MG" + "0b".repeat(16)), null));

        assertThat(fields(form.join()))
                .containsEntry("MessagingServiceSid", "MG" + "0b".repeat(16))
                .containsEntry("Body", "x".repeat(1598) + "…")
                .doesNotContainKeys("From", "ValidityPeriod");
    }

    @ParameterizedTest
    @CsvSource({
        "400, 21211, FAIL",
        "400, 21614, FAIL",
        "400, 21610, STOP_CONSENT",
        "400, 21606, PAUSE_NUMBER",
        "401, 20003, PAUSE_NUMBER",
        "429, 20429, RETRY",
    })
    void what_twilio_refuses_is_known_by_its_code(int status, int code, ProviderError.Action action) {
        listen(answering(
                status,
                "{\"code\":%d,\"message\":\"Told\",\"more_info\":\"https://x\",\"status\":%d}"
                        .formatted(code, status)));

        assertThat(send(claimed("Hi"))).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.error().code()).isEqualTo("twilio." + code);
            assertThat(rejected.error().detail()).isEqualTo("Told");
            assertThat(rejected.error().action()).isEqualTo(action);
            assertThat(rejected.error().isOfSms()).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource({"404, twilio.http-404, FAIL", "429, twilio.20429, RETRY"})
    void a_refusal_in_no_known_form_is_known_by_its_status(int status, String code, ProviderError.Action action) {
        listen(answering(status, "<html>"));

        assertThat(send(claimed("Hi"))).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.error().code()).isEqualTo(code);
            assertThat(rejected.error().action()).isEqualTo(action);
        });
    }

    @ParameterizedTest
    @CsvSource({"500", "503", "201", "302"})
    void an_answer_that_proves_nothing_leaves_it_unknown(int status) {
        listen(answering(status, "{\"code\":20500}"));

        assertThat(send(claimed("Hi"))).isEqualTo(new Uncertain("dispatch.unreadable-answer"));
        assertThat(calls).hasValue(1);
    }

    @Test
    void a_call_that_hangs_or_is_cut_off_leaves_it_unknown_and_is_not_repeated() {
        callTimeout = Duration.ofMillis(200);
        listen(request -> {});
        assertThat(send(claimed("Hi"))).isEqualTo(new Uncertain("dispatch.timeout"));
        closeServer();
        callTimeout = Patience.LIMIT;
        listen(request -> request.connection().close());
        assertThat(send(claimed("Hi"))).isEqualTo(new Uncertain("dispatch.connection-lost"));
        assertThat(calls).hasValue(2);
    }

    @Test
    void nothing_was_sent_when_nobody_listens() {
        listen(request -> {});
        var port = server.actualPort();
        closeServer();

        assertThat(send(port, claimed("Hi"))).isEqualTo(new NotSent("dispatch.unreachable"));
    }

    private Handler<HttpServerRequest> answering(int status, String body) {
        return request -> request.response().setStatusCode(status).end(body);
    }

    private void listen(Handler<HttpServerRequest> handler) {
        server = vertx.createHttpServer()
                .requestHandler(request -> {
                    calls.incrementAndGet();
                    handler.handle(request);
                })
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private SendOutcome send(ClaimedMessage message) {
        return send(server.actualPort(), message);
    }

    private SendOutcome send(int port, ClaimedMessage message) {
        var sender = new TwilioMessageSender(vertx, new Settings("http://localhost:" + port, callTimeout));
        try {
            return sender.send(message.tenant(), message).await().atMost(Patience.LIMIT);
        } finally {
            sender.stop(null);
        }
    }

    private record Settings(String baseUrl, Duration callTimeout) implements TwilioSettings {
        @Override
        public String publicUrl() {
            return "https://suite.example";
        }

        @Override
        public Duration connectTimeout() {
            return Patience.LIMIT;
        }

        @Override
        public int connections() {
            return 2;
        }
    }

    private static Map<String, String> fields(String form) {
        return Arrays.stream(form.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
    }

    private static SendingSms from(String from) {
        return new SendingSms(SENDER, ACCOUNT, "secret", from);
    }

    private static ClaimedMessage claimed(String text) {
        return claimed(text, from("+15005550006"), null);
    }

    private static ClaimedMessage claimed(String text, SendingSms from, @Nullable Duration goodFor) {
        var message = new Waiting(
                UUID.randomUUID(),
                MessageStatus.SENDING,
                UUID.randomUUID(),
                "order:1:shipping_notification:sms",
                Purpose.TRANSACTIONAL,
                "34600111222",
                null,
                "en",
                List.of(),
                text,
                null,
                null,
                null,
                null,
                Instant.parse("2026-11-29T10:00:00Z"),
                false,
                false,
                false);
        return new ClaimedMessage(new TenantId(new UUID(7, 7)), message, from, goodFor);
    }
}
