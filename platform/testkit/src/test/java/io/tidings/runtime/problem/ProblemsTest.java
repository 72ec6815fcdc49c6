package io.tidings.runtime.problem;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.TidingsInfra;
import io.tidings.testkit.infra.Tokens;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class ProblemsTest {
    private final UUID tenant = UUID.randomUUID();

    private RequestSpecification caller() {
        return given().header("Authorization", "Bearer " + Tokens.ofTenant("commerce", tenant, "notes:*"));
    }

    /** Every problem: the media type, the members, and nothing that would help an attacker. */
    private static ValidatableResponse isProblem(ValidatableResponse response, int status, String code) {
        response.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("https://tidings.dev/problems/" + code))
                .body("status", equalTo(status))
                .body("code", equalTo(code));
        assertThat(response.extract().asString())
                .doesNotContain(
                        "Exception", "io.tidings.", "jackson", "java.", "select ", "hunter2", "10.0.0.7", "ECHO");
        return response;
    }

    private ValidatableResponse post(byte[] body) {
        return caller().header("Content-Type", "application/json")
                .body(body)
                .post("/api/v1/notes")
                .then();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"text":"a","ECHO":1}                   | 400 | request.malformed
            {"text":"a","text":"ECHO"}              | 400 | request.malformed
            {"text":"a"} ECHO                       | 400 | request.malformed
            {"text":"a"}{"text":"ECHO"}             | 400 | request.malformed
            {"text":7}                              | 400 | request.malformed
            {"text":["ECHO"]}                       | 400 | request.malformed
            {"text":"a","stars":"5"}                | 400 | request.malformed
            {"text":"a","stars":"ECHO"}             | 400 | request.malformed
            {"text":"a","stars":1.5}                | 400 | request.malformed
            {"text":"a","stars":99999999999}        | 400 | request.malformed
            {"text":"ECHO\\u0000"}                  | 400 | request.malformed
            {"text":"ECHO\\ud800"}                  | 400 | request.malformed
            {"text":"ECHO\\udc00\\ud800"}           | 400 | request.malformed
            {"text":"a","extra":{"k":"ECHO\\u0000"}} | 400 | request.malformed
            {"text":"a","extra":{"ECHO\\u0000":"v"}} | 400 | request.malformed
            {"text":"ECHO                           | 400 | request.malformed
            ECHO                                    | 400 | request.malformed
            ["ECHO"]                                | 400 | request.malformed
            "ECHO"                                  | 400 | request.malformed
            {"text":"a","line_items":[{"name":"x","quantity":"ECHO"}]} | 400 | request.malformed
            {"text":"a","line_items":[{"name":"x","quantity":null}]}   | 400 | request.malformed
            {"text":""}                             | 422 | request.invalid
            {}                                      | 422 | request.invalid
            {"text":"ECHO-ECHO-ECHO-ECHO-ECHO-ECHO-ECHO-ECHO-ECHO-ECHO-ECHO"} | 422 | request.invalid
            {"text":"a","line_items":[{"name":"x","quantity":-1}]}     | 422 | request.invalid
            """)
    void a_body_that_is_not_what_the_operation_takes(String body, int status, String code) {
        isProblem(post(body.getBytes(ISO_8859_1)), status, code);
        assertThat(Database.count("select count(*) from notes where tenant_id = ?", tenant))
                .isZero();
    }

    @Test
    void a_good_body_is_taken_with_every_plane_of_unicode() {
        caller().contentType("application/json; charset=utf-8")
                .body("{\"text\":\"Lucía 🌻 \\ud83c\\udf3b\"}")
                .post("/api/v1/notes")
                .then()
                .statusCode(201)
                .body("text", equalTo("Lucía 🌻 🌻"));
    }

    @Test
    void no_body_at_all_bytes_that_are_no_utf8_and_nesting_without_end() {
        isProblem(post(new byte[0]), 422, "request.invalid");
        isProblem(post("null".getBytes(ISO_8859_1)), 422, "request.invalid");
        isProblem(post("{\"text\":\"\u00ff\u00fe\"}".getBytes(ISO_8859_1)), 400, "request.malformed");
        var deep = "{\"text\":\"a\",\"extra\":{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}}";
        isProblem(post(deep.getBytes(ISO_8859_1)), 400, "request.malformed");
        var deeper = "{\"text\":\"a\",\"unknown\":" + "[".repeat(100_000);
        isProblem(post(deeper.getBytes(ISO_8859_1)), 400, "request.malformed");
    }

    @Test
    void a_raw_body_that_is_empty_is_no_bytes_and_not_nothing() {
        for (var length : new int[] {0, 3}) {
            caller().header("Content-Type", "application/json")
                    .body(new byte[length])
                    .post("/api/v1/notes/raw")
                    .then()
                    .statusCode(200)
                    .body(equalTo(Integer.toString(length)));
        }
    }

    @Test
    void a_field_is_named_as_the_client_wrote_it() {
        var body = "{\"text\":\"a\",\"line_items\":[{\"name\":\"x\",\"quantity\":1},{\"name\":\"\",\"quantity\":1}]}";
        isProblem(post(body.getBytes(ISO_8859_1)), 422, "request.invalid")
                .body("errors[0].field", equalTo("line_items[1].name"));
        isProblem(post("{\"text\":\"a\",\"stars\":true}".getBytes(ISO_8859_1)), 400, "request.malformed")
                .body("errors[0].field", equalTo("stars"));
    }

    @Test
    void a_body_over_the_limit_is_too_large() throws IOException, InterruptedException {
        var body = "{\"text\":\"" + "x".repeat(5_000_000) + "\"}";
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/api/v1/notes"))
                    .header("Authorization", "Bearer " + Tokens.ofTenant("commerce", tenant, "notes:*"))
                    .header("Content-Type", "application/json")
                    .version(HttpClient.Version.HTTP_1_1)
                    .expectContinue(true)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).isEmpty();
        }
    }

    @Nested
    class An_address {
        @Test
        void where_nothing_is() {
            isProblem(caller().get("/api/v1/ECHO").then(), 404, "route.not-found");
            isProblem(caller().get("/ECHO").then(), 404, "route.not-found");
            isProblem(caller().get("/api/v1/notes/ECHO").then(), 404, "route.not-found");
        }

        @Test
        void with_another_method_or_media_type() {
            isProblem(caller().delete("/api/v1/notes").then(), 405, "route.method");
            isProblem(
                    caller().contentType("text/plain")
                            .body("ECHO")
                            .post("/api/v1/notes")
                            .then(),
                    415,
                    "request.media-type");
            isProblem(
                    caller().accept("text/html")
                            .get("/api/v1/notes/" + UUID.randomUUID())
                            .then(),
                    406,
                    "route.not-acceptable");
        }
    }

    @Test
    void a_refusal_is_its_kind_code_message_and_facts() {
        isProblem(post("{\"text\":\"refused\"}".getBytes(ISO_8859_1)), 429, "note.refused")
                .header("Retry-After", "7")
                .body("detail", equalTo("Not this one"))
                .body("left", equalTo(3))
                .body("title", equalTo("Too Many Requests"));
    }

    @Test
    void what_nobody_expected_is_said_without_a_word_of_it() {
        isProblem(caller().get("/api/v1/notes/broken/bug").then(), 500, "service.failure")
                .body("detail", equalTo(null));
    }

    @Test
    void what_is_away_for_a_moment_may_be_asked_again() {
        isProblem(caller().get("/api/v1/notes/broken/away").then(), 503, "service.unavailable")
                .header("Retry-After", "1");
    }
}
