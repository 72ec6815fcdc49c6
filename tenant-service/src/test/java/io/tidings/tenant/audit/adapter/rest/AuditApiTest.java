package io.tidings.tenant.audit.adapter.rest;

import static io.tidings.tenant.Suite.asKey;
import static io.tidings.tenant.Suite.asOperator;
import static io.tidings.tenant.Suite.tenant;
import static io.tidings.tenant.Suite.together;
import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.contracts.Topics;
import io.tidings.contracts.tenant.AccessRefused;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Records;
import io.tidings.testkit.infra.TestClock;
import io.tidings.testkit.infra.TidingsInfra;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class AuditApiTest {
    private UUID tenant = new UUID(0, 0);

    @BeforeEach
    void a_tenant() {
        tenant = tenant("pro");
    }

    private String audit() {
        return "/api/v1/tenants/" + tenant + "/audit";
    }

    private int key(String name) {
        return asOperator()
                .body("{\"name\":\"%s\"}".formatted(name))
                .post("/api/v1/tenants/" + tenant + "/api-keys")
                .statusCode();
    }

    @Test
    void every_change_is_there_newest_first_with_who_and_what() {
        key("one");
        asOperator().post("/api/v1/tenants/" + tenant + "/suspend").then().statusCode(200);
        var page = asOperator()
                .get(audit())
                .then()
                .statusCode(200)
                .body("items.actor", everyItem(equalTo("operator")))
                .body("items.request_id", everyItem(matchesPattern("[0-9a-f]{32}")))
                .body("items[0].detail", equalTo("suspended"))
                .body("next_cursor", nullValue())
                .extract();
        assertThat(page.<List<String>>path("items.action"))
                .containsExactly("tenant.changed", "api-key.created", "tenant.created");
        assertThat(page.<List<Integer>>path("items.seq")).containsExactly(3, 2, 1);
    }

    @Test
    void pages_go_on_where_the_last_one_ended_and_a_cursor_is_one_tenants() {
        key("one");
        key("two");
        String cursor = asOperator().queryParam("limit", 2).get(audit()).path("next_cursor");
        assertThat(asOperator().queryParam("cursor", cursor).get(audit()).<List<Integer>>path("items.seq"))
                .containsExactly(1);
        asOperator()
                .queryParam("cursor", cursor)
                .get("/api/v1/tenants/" + tenant("free") + "/audit")
                .then()
                .statusCode(400)
                .body("code", equalTo("page.cursor"));
    }

    @Test
    void what_was_refused_is_not_there() {
        asOperator()
                .body("{\"name\":\"k\",\"mode\":\"prod\"}")
                .post("/api/v1/tenants/" + tenant + "/api-keys")
                .then()
                .statusCode(422);
        assertThat(asOperator().get(audit()).<List<String>>path("items.action")).containsExactly("tenant.created");
    }

    @Test
    void many_writers_at_once_make_one_chain() throws Exception {
        var number = new AtomicInteger();
        assertThat(together(24, () -> key("k" + number.incrementAndGet()))).containsOnly(201);
        verdict(true, 25, null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_log set actor = 'nobody' where tenant_id = ? and seq = 2",
                "update audit_log set at = at - interval '1 day' where tenant_id = ? and seq = 2",
                "delete from audit_log where tenant_id = ? and seq = 2",
                "delete from audit_log where tenant_id = ? and seq >= 2"
            })
    void whoever_changes_a_row_is_found_out(String tampering) {
        key("one");
        key("two");
        verdict(true, 3, null);
        assertThat(Database.update(tampering, tenant)).isPositive();
        verdict(false, 1, 2);
    }

    private void verdict(boolean intact, int rows, @Nullable Integer firstBroken) {
        asOperator()
                .get(audit() + "/verify")
                .then()
                .statusCode(200)
                .body("intact", equalTo(intact))
                .body("rows", equalTo(rows))
                .body("first_broken", equalTo(firstBroken));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_log set actor = 'nobody'",
                "delete from audit_log",
                "truncate audit_log",
                "delete from audit_heads"
            })
    void the_services_role_cannot_change_what_is_written(String statement) throws SQLException {
        var config = ConfigProvider.getConfig();
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://" + config.getValue("tidings.db.url", String.class),
                        config.getValue("tidings.db.user", String.class),
                        config.getValue("tidings.db.password", String.class));
                var work = connection.createStatement()) {
            connection.setAutoCommit(false);
            work.execute("select set_config('app.tenant', '%s', true)".formatted(tenant));
            assertThatThrownBy(() -> work.execute(statement))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void whom_the_gateway_kept_out_is_there_once() {
        var refused =
                new AccessRefused(UUID.randomUUID(), "tenant.conflict", null, 3, Instant.parse("2026-11-22T10:00:00Z"));
        var id = Records.publish(Topics.USAGE, tenant, refused);
        Records.publish(Topics.USAGE, tenant, refused, id);
        await().untilAsserted(() -> asOperator()
                .get(audit())
                .then()
                .body("items[0].action", equalTo("access.refused"))
                .body("items[0].actor", equalTo("gateway"))
                .body("items[0].detail", equalTo("tenant.conflict, 3 times")));
        // of one key with the two, so worked after them; it waits for its minute as the second would
        Records.publish(
                Topics.USAGE,
                tenant,
                new AccessRefused(refused.refusalId(), "tenant.conflict", null, 5, refused.refusedAt()));
        await().until(() -> waiting() == 5);
        verdict(true, 2, null);
    }

    @Test
    void who_knocks_again_and_again_does_not_fill_the_log() {
        refuse(UUID.randomUUID(), 1);
        await().untilAsserted(
                        () -> asOperator().get(audit()).then().body("items[0].action", equalTo("access.refused")));
        var often = UUID.randomUUID();
        for (int i = 0; i < 3; i++) {
            refuse(often, 1000);
        }
        for (int i = 0; i < 24; i++) {
            refuse(UUID.randomUUID(), 1);
        }
        await().until(() -> waiting() == 3024);
        verdict(true, 2, null);

        TestClock.ahead(Duration.ofSeconds(61));
        try {
            await().untilAsserted(() -> verdict(true, 2 + 21, null));
        } finally {
            TestClock.reset();
        }
        var rows = asOperator().queryParam("limit", 50).get(audit()).jsonPath();
        assertThat(rows.<String>getList("items.findAll { it.object == 'key:%s' }.detail".formatted(often)))
                .containsExactly("tenant.conflict, 3000 times");
        assertThat(rows.<String>getList("items.findAll { it.object == 'others' }.detail"))
                .containsExactly("various, 5 times");
        assertThat(waiting()).isZero();
    }

    private void refuse(UUID key, long times) {
        Records.publish(
                Topics.USAGE,
                tenant,
                new AccessRefused(
                        UUID.randomUUID(), "tenant.conflict", key, times, Instant.parse("2026-11-22T10:00:00Z")));
    }

    private long waiting() {
        return Database.count("select coalesce(sum(waiting), 0) from access_refusals where tenant_id = ?", tenant);
    }

    @Test
    void another_tenants_log_does_not_exist() {
        var own = tenant("free");
        for (var id : List.of(tenant, UUID.randomUUID())) {
            for (var path : List.of("/audit", "/audit/verify")) {
                asKey(own, "*")
                        .get("/api/v1/tenants/" + id + path)
                        .then()
                        .statusCode(404)
                        .body("code", equalTo("tenant.not-found"));
            }
        }
        asOperator()
                .get("/api/v1/tenants/" + UUID.randomUUID() + "/audit")
                .then()
                .statusCode(404)
                .body("code", equalTo("tenant.not-found"));
        asKey(own, "orders:*").get("/api/v1/tenants/" + own + "/audit").then().statusCode(403);
    }
}
