package io.tidings.tenant;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.tidings.contracts.Topics;
import io.tidings.testkit.infra.Records;
import io.tidings.testkit.infra.Tokens;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** What the API tests of this service do again and again. */
public final class Suite {
    private Suite() {}

    public static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
    }

    public static RequestSpecification asOperator() {
        return as(Tokens.ofOperator("tenant"));
    }

    /** A key of the tenant. */
    public static RequestSpecification asKey(UUID tenant, String... permissions) {
        return as(Tokens.ofTenant("tenant", tenant, permissions));
    }

    /** A person in a tenant, as the gateway tells it by their role. */
    public static RequestSpecification asPerson(UUID tenant, String subject, String... permissions) {
        return as(Tokens.sign("tenant", "user:" + subject, "user", tenant, List.of(permissions), 60));
    }

    /** A person for themselves: to found a tenant, to accept an invitation, to read the plans. */
    public static RequestSpecification asPerson(String subject) {
        return as(Tokens.sign(
                "tenant",
                "user:" + subject,
                "user",
                null,
                List.of("tenants:write", "invitations:write", "plans:read"),
                60));
    }

    public static String slug() {
        return "t" + UUID.randomUUID().toString().substring(0, 12);
    }

    /** A new tenant on the plan. */
    public static UUID tenant(String plan) {
        return UUID.fromString(asOperator()
                .body("{\"name\":\"Rosa\",\"slug\":\"%s\",\"plan\":\"%s\"}".formatted(slug(), plan))
                .post("/api/v1/tenants")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    /** A new tenant that the person has founded. */
    public static UUID tenantOf(String subject) {
        return UUID.fromString(asPerson(subject)
                .body("{\"name\":\"Rosa\",\"slug\":\"%s\"}".formatted(slug()))
                .post("/api/v1/tenants")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    /** What the directory says last of a key: empty when nothing, or a tombstone. */
    public static String directory(String key) {
        @Nullable String last = null;
        for (var each : Records.all(Topics.DIRECTORY)) {
            if (new String(each.key(), StandardCharsets.UTF_8).equals(key)) {
                last = each.value() == null ? null : new String(each.value(), StandardCharsets.UTF_8);
            }
        }
        return last == null ? "" : last;
    }

    /** Makes the same call many times at once. */
    public static List<Integer> together(int times, Callable<Integer> call) throws InterruptedException {
        return together(IntStream.range(0, times).mapToObj(i -> call).toList());
    }

    /** Makes all calls at once and answers what each has answered. */
    public static List<Integer> together(List<Callable<Integer>> calls) throws InterruptedException {
        try (var threads = Executors.newFixedThreadPool(calls.size())) {
            return threads.invokeAll(calls).stream().map(Future::resultNow).toList();
        }
    }
}
