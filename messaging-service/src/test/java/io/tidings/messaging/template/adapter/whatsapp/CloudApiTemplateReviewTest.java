package io.tidings.messaging.template.adapter.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.messaging.phonenumber.application.SendingNumber;
import io.tidings.messaging.template.application.TemplateReview.Answer;
import io.tidings.messaging.template.domain.Header;
import io.tidings.messaging.template.domain.OwnTemplate;
import io.tidings.messaging.template.domain.TemplateButton;
import io.tidings.messaging.template.domain.TemplateStatus;
import io.tidings.messaging.template.domain.TemplateText;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.testkit.infra.Patience;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** The adapter against a real socket. */
class CloudApiTemplateReviewTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final Vertx vertx = Vertx.vertx();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void a_new_template_goes_to_the_account_as_the_provider_reads_it() {
        assertThat(submit(
                        draft("Hi {{1}}, table {{2}} is free.", List.of("name", "table"), List.of("Ana", "4")),
                        200,
                        "{\"id\":\"77\",\"status\":\"PENDING\"}"))
                .isEqualTo(new Answer.Taken(TemplateStatus.PENDING, "77"));
        assertThat(seen.getFirst()).isEqualTo("POST /v23.0/102/message_templates Bearer token");
        assertThat(new JsonObject(seen.getLast())).isEqualTo(new JsonObject("""
                {"name":"table_free","language":"en","category":"UTILITY","parameter_format":"POSITIONAL","components":[
                 {"type":"BODY","text":"Hi {{1}}, table {{2}} is free.","example":{"body_text":[["Ana","4"]]}},
                 {"type":"FOOTER","text":"Casa Ana"},
                 {"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"Coming"},
                  {"type":"URL","text":"Menu","url":"https://casa.example/menu"}]}]}"""));
    }

    @Test
    void another_text_of_one_it_has_goes_to_that_one() {
        var known = draft("Hi {{name}}.", List.of(), List.of("Ana")).decided(TemplateStatus.REJECTED, "x", "77", NOW);
        submit(known, 200, "{\"success\":true}");
        assertThat(seen.getFirst()).isEqualTo("POST /v23.0/77 Bearer token");
        assertThat(new JsonObject(seen.getLast()).containsKey("name")).isFalse();
        assertThat(seen.getLast())
                .contains("\"body_text_named_params\":[{\"param_name\":\"name\",\"example\":\"Ana\"}]");
    }

    @Test
    void headers_and_buttons_with_places_bring_the_examples_that_reviewers_want() {
        submit(
                draft(TemplateText.read(
                        new Header(Header.Format.TEXT, "Order {{order}}", "1001"),
                        "Hi {{name}}.",
                        null,
                        List.of(),
                        List.of("Ana"),
                        List.of(
                                new TemplateButton("url", "Track", "https://casa.example/o/{{1}}", "1001"),
                                new TemplateButton("copy_code", null, null, "SAVE25")))),
                200,
                "{\"id\":\"77\",\"status\":\"PENDING\"}");
        assertThat(components()).isEqualTo(new JsonArray("""
                [{"type":"HEADER","format":"TEXT","text":"Order {{order}}",
                  "example":{"header_text_named_params":[{"param_name":"order","example":"1001"}]}},
                 {"type":"BODY","text":"Hi {{name}}.",
                  "example":{"body_text_named_params":[{"param_name":"name","example":"Ana"}]}},
                 {"type":"BUTTONS","buttons":[
                  {"type":"URL","text":"Track","url":"https://casa.example/o/{{1}}","example":["https://casa.example/o/1001"]},
                  {"type":"COPY_CODE","example":"SAVE25"}]}]"""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "TEXT | Order {{1}} | 1001 "
                        + "| {\"type\":\"HEADER\",\"format\":\"TEXT\",\"text\":\"Order {{1}}\",\"example\":{\"header_text\":[\"1001\"]}}",
                "TEXT | Welcome | | {\"type\":\"HEADER\",\"format\":\"TEXT\",\"text\":\"Welcome\"}",
                "DOCUMENT | | 4::aW "
                        + "| {\"type\":\"HEADER\",\"format\":\"DOCUMENT\",\"example\":{\"header_handle\":[\"4::aW\"]}}",
                "LOCATION | | | {\"type\":\"HEADER\",\"format\":\"LOCATION\"}"
            })
    void each_header_goes_as_the_provider_reads_it(Header.Format format, String text, String example, String json) {
        var header = new Header(format, text, example);
        submit(
                draft(TemplateText.read(header, "Thank you for it", null, List.of(), List.of(), List.of())),
                200,
                "{\"id\":\"77\",\"status\":\"PENDING\"}");
        assertThat(components().getJsonObject(0)).isEqualTo(new JsonObject(json));
    }

    private JsonArray components() {
        return new JsonObject(seen.getLast()).getJsonArray("components");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"error\":{\"code\":100,\"message\":\"m\",\"error_user_msg\":\"Too short\"}} | refused",
                "429 | {} | unknown",
                "500 | {} | unknown",
                "200 | <html> | unknown",
                "400 | [] | unknown"
            })
    void what_is_not_taken_is_refused_or_unknown(int status, String body, String answer) {
        assertThat(submit(draft("Hello there", List.of(), List.of()), status, body))
                .isEqualTo(answer.equals("refused") ? new Answer.Refused("Too short") : new Answer.Unknown());
    }

    private Answer submit(OwnTemplate template, int status, String answer) {
        server = vertx.createHttpServer()
                .requestHandler(request -> {
                    seen.add(request.method() + " " + request.uri() + " " + request.getHeader("Authorization"));
                    request.body().onSuccess(body -> {
                        seen.add(body.toString());
                        request.response().setStatusCode(status).end(answer);
                    });
                })
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        var number = new SendingNumber(UUID.randomUUID(), "1055", "token", 80, true);
        return new CloudApiTemplateReview(vertx, settings(server.actualPort()))
                .submit(new TenantId(new UUID(7, 7)), number, "102", template)
                .await()
                .atMost(Patience.LIMIT);
    }

    private static OwnTemplate draft(String body, List<String> names, List<String> examples) {
        var buttons = List.of(
                new TemplateButton("quick_reply", "Coming", null, null),
                new TemplateButton("url", "Menu", "https://casa.example/menu", null));
        return draft(TemplateText.read(null, body, "Casa Ana", names, examples, buttons));
    }

    private static OwnTemplate draft(TemplateText text) {
        return OwnTemplate.draft(UUID.randomUUID(), "table_free", "en", "utility", text, NOW);
    }

    private static ReviewSettings settings(int port) {
        return new ReviewSettings() {
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
                return Patience.LIMIT;
            }
        };
    }
}
