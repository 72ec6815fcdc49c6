package io.tidings.runtime.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.TidingsInfra;
import io.tidings.testkit.infra.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class IdempotencyTest {
    private static final String ROUTE = "/api/v1/notes";

    private final UUID tenant = UUID.randomUUID();
    private final String key = UUID.randomUUID().toString();

    private static ValidatableResponse post(String token, String route, String key, String text) {
        return given().header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body("{\"text\":\"" + text + "\"}")
                .post(route)
                .then();
    }

    private static String tokenOf(UUID tenant) {
        return Tokens.ofTenant("commerce", tenant, "notes:*");
    }

    private ValidatableResponse post(String text) {
        return post(tokenOf(tenant), ROUTE, key, text);
    }

    private long notes() {
        return Database.count("select count(*) from notes where tenant_id = ?", tenant);
    }

    private long keys() {
        return Database.count("select count(*) from idempotency_keys where tenant_id = ?", tenant);
    }

    @Test
    void the_same_request_again_is_answered_as_the_first_was() {
        var first = post("a")
                .statusCode(201)
                .header("Idempotency-Replay", nullValue())
                .extract();
        var again =
                post("a").statusCode(201).header("Idempotency-Replay", "true").extract();
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.contentType()).startsWith("application/json");
        post(tokenOf(tenant), ROUTE, "\"" + key + "\"", "a").header("Idempotency-Replay", "true");
        assertThat(notes()).isOne();
    }

    @Test
    void another_body_under_the_same_key_is_refused() {
        post("a").statusCode(201);
        post("b").statusCode(422).body("code", equalTo("idempotency.other-body"));
        assertThat(notes()).isOne();
    }

    @Test
    void a_refused_request_stores_nothing_and_may_be_sent_again() {
        post("refused").statusCode(429).header("Retry-After", "7");
        post("refused").statusCode(429);
        assertThat(notes() + keys()).isZero();
        post("a").statusCode(201);
    }

    @Test
    void another_tenant_principal_or_route_has_keys_of_its_own() {
        post("a").statusCode(201);
        post(tokenOf(UUID.randomUUID()), ROUTE, key, "b").statusCode(201);
        var colleague = Tokens.sign("commerce", "key:other", "key", tenant, List.of("notes:*"), 60);
        post(colleague, ROUTE, key, "b").statusCode(201);
        post(tokenOf(tenant), ROUTE + "/elsewhere", key, "b").statusCode(201);
    }

    @Test
    void a_key_is_free_again_when_it_has_expired() {
        post("a").statusCode(201);
        Database.update(
                "update idempotency_keys set expires_at = now() - interval '1 second' where tenant_id = ?", tenant);
        post("b").statusCode(201).header("Idempotency-Replay", nullValue());
        post("b").statusCode(201).header("Idempotency-Replay", "true");
        assertThat(notes()).isEqualTo(2);
        assertThat(keys()).isOne();
    }

    @Test
    void twenty_at_once_create_one() {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + ROUTE))
                    .header("Authorization", "Bearer " + tokenOf(tenant))
                    .header("Idempotency-Key", key)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"a\"}"))
                    .build();
            var answers = IntStream.range(0, 20)
                    .mapToObj(i -> client.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.statusCode()).isIn(201, 409));
            assertThat(answers)
                    .filteredOn(a -> a.statusCode() == 201)
                    .extracting(HttpResponse::body)
                    .isNotEmpty()
                    .containsOnly(answers.stream()
                            .filter(a -> a.statusCode() == 201)
                            .findFirst()
                            .orElseThrow()
                            .body());
            assertThat(notes()).isOne();
        }
    }

    @Test
    void one_that_was_overtaken_after_its_look_undoes_its_effect_and_replays_the_other() {
        var first = post("a").statusCode(201).extract().asString();
        var second = UUID.randomUUID().toString();
        NoteResource.meanwhile = () -> Database.update("""
                insert into idempotency_keys
                select tenant_id, principal, route, ?, body_hash, status, location, etag, body, expires_at
                from idempotency_keys where tenant_id = ? and key = ?""", second, tenant, key);
        var overtaken = post(tokenOf(tenant), ROUTE, second, "a")
                .statusCode(201)
                .header("Idempotency-Replay", "true")
                .extract()
                .asString();
        assertThat(overtaken).isEqualTo(first);
        assertThat(notes()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "two words", "\"a b\"", "<256>"})
    void a_key_that_is_none_is_refused(String header) {
        var key = header.replace("<256>", "k".repeat(256));
        post(tokenOf(tenant), ROUTE, key, "a").statusCode(400).body("code", equalTo("idempotency.key"));
        assertThat(notes()).isZero();
    }
}
