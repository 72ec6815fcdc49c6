package io.tidings.tenant.usage.adapter.rest;

import static io.tidings.tenant.Suite.asKey;
import static io.tidings.tenant.Suite.asOperator;
import static io.tidings.tenant.Suite.tenant;
import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.tidings.contracts.Topics;
import io.tidings.contracts.messaging.ContactCreated;
import io.tidings.contracts.messaging.MessageSent;
import io.tidings.contracts.tenant.AccessRefused;
import io.tidings.contracts.tenant.ApiCallsCounted;
import io.tidings.contracts.tenant.KeyCalls;
import io.tidings.contracts.tenant.QuotaThresholdReached;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Records;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
@TestProfile(UsageApiTest.SmallPlans.class)
class UsageApiTest {
    /** Plans whose quotas are used up by a few events. */
    public static final class SmallPlans implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tidings.plans.free.messages-per-month", "4", "tidings.plans.free.contacts", "2");
        }
    }

    private UUID tenant = new UUID(0, 0);

    @BeforeEach
    void a_tenant() {
        tenant = tenant("free");
    }

    private static MessageSent sent(String at) {
        return new MessageSent(
                UUID.randomUUID(), UUID.randomUUID(), "api:1", "transactional", "wamid.1", Instant.parse(at));
    }

    private static ContactCreated contact(String at) {
        return new ContactCreated(UUID.randomUUID(), null, "+34600111222", null, null, Instant.parse(at));
    }

    private List<Map<String, Object>> stats(String from, String to, String granularity) {
        return asOperator()
                .queryParam("from", from)
                .queryParam("to", to)
                .queryParam("granularity", granularity)
                .get("/api/v1/tenants/" + tenant + "/usage/stats")
                .then()
                .statusCode(200)
                .body("granularity", equalTo(granularity))
                .extract()
                .path("items");
    }

    private static Map<String, Object> line(String period, int messages, int calls, int contacts) {
        return Map.of("period", period, "messages_sent", messages, "api_calls", calls, "contacts_count", contacts);
    }

    @Test
    void messages_contacts_and_calls_are_counted_by_day_and_by_month_exactly_once() {
        var twice = sent("2026-10-31T23:59:59Z");
        var id = Records.publish(Topics.MESSAGING, tenant, twice);
        Records.publish(Topics.MESSAGING, tenant, twice, id);
        // of one key with the two, so worked after them
        Records.publish(
                Topics.MESSAGING,
                tenant,
                new MessageSent(
                        twice.messageId(),
                        twice.contactId(),
                        "api:1",
                        "transactional",
                        "wamid.1",
                        Instant.parse("2026-10-30T12:00:00Z")));
        Records.publish(Topics.MESSAGING, tenant, sent("2026-11-01T00:00:00Z"));
        Records.publish(Topics.MESSAGING, tenant, sent("2026-11-02T10:00:00Z"));
        Records.publish(Topics.MESSAGING, tenant, contact("2026-10-31T08:00:00Z"));
        Records.publish(Topics.MESSAGING, tenant, contact("2026-11-02T08:00:00Z"));
        var window = new ApiCallsCounted(
                UUID.randomUUID(),
                LocalDate.parse("2026-11-02"),
                List.of(
                        new KeyCalls(UUID.randomUUID(), 30, Instant.parse("2026-11-02T10:00:00Z")),
                        new KeyCalls(null, 12, Instant.parse("2026-11-02T10:00:01Z"))));
        Records.publish(Topics.USAGE, tenant, window);
        Records.publish(Topics.USAGE, tenant, window); // the same window under another event id
        Records.publish(
                Topics.USAGE,
                tenant,
                new AccessRefused(window.window(), "tenant.conflict", null, 1, Instant.parse("2026-11-02T10:00:00Z")));
        await().until(() -> Database.count(
                        "select count(*) from audit_log where tenant_id = ? and action = 'access.refused'", tenant)
                == 1);

        await().untilAsserted(() -> assertThat(stats("2026-10-01", "2026-11-30", "day"))
                .containsExactly(
                        line("2026-10-30", 1, 0, 0),
                        line("2026-10-31", 1, 0, 1),
                        line("2026-11-01", 1, 0, 1),
                        line("2026-11-02", 1, 42, 2)));
        assertThat(stats("2026-10-01", "2026-11-30", "month"))
                .containsExactly(line("2026-10-01", 2, 0, 1), line("2026-11-01", 2, 42, 2));
        assertThat(stats("2026-11-02", "2026-11-02", "day")).containsExactly(line("2026-11-02", 1, 42, 2));
        assertThat(stats("2026-09-01", "2026-09-30", "day")).isEmpty();
    }

    @Test
    void a_keys_last_use_is_known_and_never_goes_back() {
        String key = asOperator()
                .body("{\"name\":\"k\"}")
                .post("/api/v1/tenants/" + tenant + "/api-keys")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        asOperator().get("/api/v1/tenants/" + tenant + "/api-keys").then().body("items[0].last_used_at", nullValue());
        for (var at : List.of("2026-11-22T10:00:05Z", "2026-11-22T10:00:01Z")) {
            Records.publish(
                    Topics.USAGE,
                    tenant,
                    new ApiCallsCounted(
                            UUID.randomUUID(),
                            LocalDate.parse("2026-11-22"),
                            List.of(new KeyCalls(UUID.fromString(key), 1, Instant.parse(at)))));
        }
        await().untilAsserted(() ->
                assertThat(stats("2026-11-22", "2026-11-22", "day")).containsExactly(line("2026-11-22", 0, 2, 0)));
        asOperator()
                .get("/api/v1/tenants/" + tenant + "/api-keys")
                .then()
                .body("items[0].last_used_at", equalTo("2026-11-22T10:00:05Z"));
    }

    @Test
    void half_four_fifths_and_all_of_a_quota_are_told_once_a_month() {
        for (var i = 0; i < 6; i++) {
            Records.publish(Topics.MESSAGING, tenant, sent("2026-11-0" + (i + 1) + "T10:00:00Z"));
        }
        for (var i = 0; i < 2; i++) {
            Records.publish(Topics.MESSAGING, tenant, sent("2026-12-01T10:00:00Z"));
        }
        Records.publish(Topics.MESSAGING, tenant, contact("2026-11-02T08:00:00Z"));
        await().untilAsserted(() -> assertThat(stats("2026-11-01", "2026-12-31", "month"))
                .containsExactly(line("2026-11-01", 6, 0, 1), line("2026-12-01", 2, 0, 1)));
        await().until(() -> Database.count("select count(*) from outbox_queue where tenant_id = ?", tenant) == 0);
        assertThat(Records.events(Topics.TENANT, tenant, QuotaThresholdReached.class).stream()
                        .map(e -> e.quota() + " " + e.month() + " " + e.percent() + " of " + e.allowed()))
                .containsExactlyInAnyOrder(
                        "messages 2026-11-01 50 of 4",
                        "messages 2026-11-01 80 of 4",
                        "messages 2026-11-01 100 of 4",
                        "messages 2026-12-01 50 of 4",
                        "contacts 2026-11-01 50 of 2");
    }

    @ParameterizedTest
    @CsvSource({
        "from=yesterday, 400, usage.query",
        "to=2026-02-30, 400, usage.query",
        "from=20261122, 400, usage.query",
        "granularity=hour, 400, usage.query",
        "from=2026-11-22&to=2026-11-21, 422, usage.range",
        "from=2020-01-01&to=2026-11-21, 422, usage.range"
    })
    void bad_queries_are_a_clear_problem(String query, int status, String code) {
        asOperator()
                .get("/api/v1/tenants/" + tenant + "/usage/stats?" + query)
                .then()
                .statusCode(status)
                .body("code", equalTo(code));
    }

    @Test
    void without_a_query_it_is_the_last_month_by_day() {
        asOperator()
                .get("/api/v1/tenants/" + tenant + "/usage/stats")
                .then()
                .statusCode(200)
                .body("granularity", equalTo("day"))
                .body("items", hasSize(0));
    }

    @Test
    void another_tenants_usage_does_not_exist() {
        var own = tenant("free");
        for (var id : List.of(tenant, UUID.randomUUID())) {
            asKey(own, "*")
                    .get("/api/v1/tenants/" + id + "/usage/stats")
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("tenant.not-found"));
        }
    }
}
