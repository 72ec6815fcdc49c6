package io.tidings.tenant.member.adapter.rest;

import static io.tidings.tenant.Suite.asOperator;
import static io.tidings.tenant.Suite.asPerson;
import static io.tidings.tenant.Suite.directory;
import static io.tidings.tenant.Suite.tenant;
import static io.tidings.tenant.Suite.tenantOf;
import static io.tidings.tenant.Suite.together;
import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tidings.contracts.Topics;
import io.tidings.contracts.tenant.MemberAdded;
import io.tidings.contracts.tenant.MemberChanged;
import io.tidings.contracts.tenant.MemberRemoved;
import io.tidings.tenant.member.application.KnownPeople;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Records;
import io.tidings.testkit.infra.TestClock;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class MemberApiTest {
    private final String owner = UUID.randomUUID().toString();
    private UUID tenant = new UUID(0, 0);

    @BeforeEach
    void a_tenant_with_an_owner() {
        tenant = tenantOf(owner);
    }

    @AfterEach
    void now() {
        TestClock.reset();
    }

    private static String email() {
        return "p" + UUID.randomUUID() + "@example.com";
    }

    private String users() {
        return "/api/v1/tenants/" + tenant + "/users";
    }

    private ValidatableResponse invite(String email, String role) {
        return asPerson(tenant, owner, "*")
                .body("{\"email\":\"%s\",\"role\":\"%s\"}".formatted(email, role))
                .post(users())
                .then();
    }

    private static ValidatableResponse accept(String subject, String token) {
        return asPerson(subject)
                .post("/api/v1/invitations/" + token + "/accept")
                .then();
    }

    /** Invites somebody who accepts, and answers who they are. */
    private String joined(String role) {
        var invited = invite(email(), role).statusCode(201).extract();
        String subject = invited.path("user_id");
        accept(subject, invited.path("token")).statusCode(200).body("role", equalTo(role));
        return subject;
    }

    private ValidatableResponse change(String actor, String permission, String subject, String role) {
        return asPerson(tenant, actor, permission)
                .body("{\"role\":\"%s\"}".formatted(role))
                .put(users() + "/" + subject)
                .then();
    }

    private ValidatableResponse remove(String actor, String permission, String subject) {
        return asPerson(tenant, actor, permission)
                .delete(users() + "/" + subject)
                .then();
    }

    @Nested
    class An_invitation {
        @Test
        void makes_a_member_once_it_is_accepted_and_the_gateway_knows() {
            var invited = invite(email(), "admin")
                    .statusCode(201)
                    .body("token", notNullValue())
                    .extract();
            String subject = invited.path("user_id");
            assertThat(directory("member:" + tenant + ":" + subject)).isEmpty();

            accept(subject, invited.path("token"))
                    .statusCode(200)
                    .body("tenant_id", equalTo(tenant.toString()))
                    .body("user_id", equalTo(subject));

            await().untilAsserted(() -> assertThat(directory("member:" + tenant + ":" + subject))
                    .contains("\"role\":\"admin\"")
                    .contains("\"users:*\"")
                    .doesNotContain("\"*\""));
            await().untilAsserted(() -> assertThat(Records.events(Topics.TENANT, tenant, MemberAdded.class))
                    .extracting(MemberAdded::userId)
                    .contains(subject));
            asPerson(tenant, owner, "users:read")
                    .get(users())
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(2))
                    .body("items.find { it.user_id == '%s' }.role".formatted(subject), equalTo("admin"));
        }

        @Test
        void works_once_even_when_it_is_accepted_many_times_at_once() throws Exception {
            var invited = invite(email(), "member").statusCode(201).extract();
            String subject = invited.path("user_id");
            String token = invited.path("token");
            var statuses = together(8, () -> accept(subject, token).extract().statusCode());
            assertThat(statuses).containsOnlyOnce(200).allMatch(status -> status == 200 || status == 404);
            accept(subject, token).statusCode(404).body("code", equalTo("invitation.not-found"));
        }

        @Test
        void is_for_one_person_and_stays_theirs_when_another_tries() {
            var invited = invite(email(), "member").statusCode(201).extract();
            accept("somebody-else", invited.path("token"))
                    .statusCode(403)
                    .body("code", equalTo("invitation.other-person"));
            accept(invited.path("user_id"), invited.path("token")).statusCode(200);
        }

        @Test
        void ends_after_seven_days() {
            var invited = invite(email(), "member").statusCode(201).extract();
            TestClock.ahead(Duration.ofDays(7).plusSeconds(1));
            accept(invited.path("user_id"), invited.path("token"))
                    .statusCode(404)
                    .body("code", equalTo("invitation.not-found"));
        }

        @Test
        void is_kept_as_a_hash_and_shown_once() {
            var address = email();
            var key = UUID.randomUUID().toString();
            String token = inviteOnce(address, key)
                    .body("token", notNullValue())
                    .extract()
                    .path("token");
            inviteOnce(address, key).body("token", nullValue());
            assertThat(Database.column("select row_to_json(i)::text from invitations i where tenant_id = ?", tenant))
                    .singleElement()
                    .satisfies(row -> assertThat(row).doesNotContain(token).doesNotContain(address));
            String subject = Database.column("select subject from invitations where tenant_id = ?", tenant)
                    .getFirst();
            accept(subject, token).statusCode(200);
            await().untilAsserted(() -> assertThat(Records.events(Topics.TENANT, tenant, MemberAdded.class))
                    .extracting(MemberAdded::userId)
                    .contains(subject));
            assertThat(Records.all(Topics.TENANT))
                    .noneMatch(each -> new String(each.value(), StandardCharsets.UTF_8).contains(token));
        }

        private ValidatableResponse inviteOnce(String address, String key) {
            return asPerson(tenant, owner, "*")
                    .header("Idempotency-Key", key)
                    .body("{\"email\":\"%s\",\"role\":\"member\"}".formatted(address))
                    .post(users())
                    .then()
                    .statusCode(201);
        }

        @Test
        void of_somebody_who_is_in_already_is_refused_and_can_be_withdrawn_before() {
            var address = email();
            var first = invite(address, "member").statusCode(201).extract();
            String subject = first.path("user_id");
            remove(owner, "*", subject).statusCode(204);
            accept(subject, first.path("token")).statusCode(404);

            var second = invite(address, "member").statusCode(201).extract();
            accept(subject, second.path("token")).statusCode(200);
            invite(address, "admin").statusCode(409).body("code", equalTo("member.exists"));
        }

        @Test
        void needs_a_person_who_is_logged_in() {
            var invited = invite(email(), "member").statusCode(201).extract();
            asOperator()
                    .post("/api/v1/invitations/" + invited.path("token") + "/accept")
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("permission.person"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"x", "AAAA", "%C3%A9", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
        void that_never_was_is_not_found(String token) {
            asPerson("p")
                    .urlEncodingEnabled(false)
                    .post("/api/v1/invitations/" + token + "/accept")
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("invitation.not-found"));
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                {"email":"no address","role":"member"}        | 422 | request.invalid
                {"email":"","role":"member"}                  | 422 | request.invalid
                {"role":"member"}                             | 422 | request.invalid
                {"email":"a@example.com"}                     | 422 | request.invalid
                {"email":"a@example.com","role":"king"}       | 422 | member.role
                {"email":"a@example.com","role":"member","x":1} | 400 | request.malformed
                {"email":["a@example.com"],"role":"member"}   | 400 | request.malformed
                """)
        void with_bad_input_is_a_clear_problem(String body, int status, String code) {
            asPerson(tenant, owner, "*")
                    .body(body)
                    .post(users())
                    .then()
                    .statusCode(status)
                    .body("code", equalTo(code));
        }

        @Test
        void takes_a_log_in_that_is_there_and_can_be_reached() {
            invite(KnownPeople.WITHOUT_LOGIN, "member").statusCode(409).body("code", equalTo("login.not-configured"));
            invite(KnownPeople.OUT_OF_REACH, "member").statusCode(502).body("code", equalTo("login.unavailable"));
        }
    }

    @Test
    void the_plans_seats_are_all_there_are_open_invitations_included() throws Exception {
        // free: three seats, one is the owner's
        var statuses = together(6, () -> invite(email(), "member").extract().statusCode());
        assertThat(statuses).filteredOn(status -> status == 201).hasSize(2);
        assertThat(statuses).filteredOn(status -> status == 409).hasSize(4);
        invite(email(), "member")
                .statusCode(409)
                .body("code", equalTo("plan.seats"))
                .body("seats", equalTo(3));
        TestClock.ahead(Duration.ofDays(8));
        invite(email(), "member").statusCode(201);
    }

    @Nested
    class The_last_owner {
        @Test
        void can_neither_leave_nor_be_demoted() {
            remove(owner, "*", owner).statusCode(409).body("code", equalTo("member.last-owner"));
            change(owner, "*", owner, "admin").statusCode(409).body("code", equalTo("member.last-owner"));
        }

        @Test
        void stays_even_when_two_owners_go_at_once() throws Exception {
            for (var round = 0; round < 5; round++) {
                tenant = tenantOf(owner);
                var second = joined("owner");
                List<Callable<Integer>> both = List.of(
                        () -> remove(owner, "*", owner).extract().statusCode(),
                        () -> change(owner, "*", second, "member").extract().statusCode());
                var statuses = together(both);
                assertThat(statuses).filteredOn(status -> status == 409).hasSize(1);
                assertThat(Database.count(
                                "select count(*) from members where tenant_id = ? and role = 'owner'", tenant))
                        .isEqualTo(1);
            }
        }

        @Test
        void goes_once_there_is_another() {
            var second = joined("admin");
            change(owner, "*", second, "owner").statusCode(200).body("role", equalTo("owner"));
            remove(owner, "*", owner).statusCode(204);
            await().untilAsserted(() ->
                    assertThat(directory("member:" + tenant + ":" + owner)).isEmpty());
            await().untilAsserted(() -> assertThat(Records.events(Topics.TENANT, tenant, MemberChanged.class))
                    .singleElement()
                    .satisfies(e -> assertThat(e.role()).isEqualTo("owner")));
            await().untilAsserted(() -> assertThat(Records.events(Topics.TENANT, tenant, MemberRemoved.class))
                    .singleElement()
                    .satisfies(e -> assertThat(e.userId()).isEqualTo(owner)));
        }
    }

    @Nested
    class An_admin {
        @Test
        void changes_and_removes_members_but_no_owners() {
            asOperator()
                    .body("{\"plan\":\"pro\"}")
                    .put("/api/v1/tenants/" + tenant)
                    .then()
                    .statusCode(200);
            var admin = joined("admin");
            var member = joined("member");
            change(admin, "users:*", member, "admin").statusCode(200).header("ETag", "\"1\"");
            change(admin, "users:*", member, "owner").statusCode(403).body("code", equalTo("permission.owner"));
            change(admin, "users:*", admin, "owner").statusCode(403).body("code", equalTo("permission.owner"));
            change(admin, "users:*", owner, "member").statusCode(403).body("code", equalTo("permission.owner"));
            remove(admin, "users:*", owner).statusCode(403).body("code", equalTo("permission.owner"));
            remove(admin, "users:*", member).statusCode(204);
            asPerson(tenant, admin, "users:*")
                    .body("{\"email\":\"%s\",\"role\":\"owner\"}".formatted(email()))
                    .post(users())
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("permission.owner"));
        }
    }

    @Nested
    class A_member {
        @Test
        void may_leave_and_remove_nobody_else() {
            var member = joined("member");
            remove(member, "users:read", owner).statusCode(403).body("code", equalTo("permission.missing"));
            remove(member, "users:read", member).statusCode(204);
            remove(owner, "*", member).statusCode(404).body("code", equalTo("member.not-found"));
        }

        @Test
        void is_changed_by_who_has_seen_them_as_they_are() {
            var member = joined("member");
            asPerson(tenant, owner, "*")
                    .header("If-Match", "\"7\"")
                    .body("{\"role\":\"admin\"}")
                    .put(users() + "/" + member)
                    .then()
                    .statusCode(412)
                    .body("code", equalTo("request.stale"));
        }
    }

    @Test
    void another_tenants_members_do_not_exist() {
        var stranger = UUID.randomUUID().toString();
        var own = tenantOf(stranger);
        for (var id : List.of(tenant, UUID.randomUUID())) {
            var path = "/api/v1/tenants/" + id + "/users";
            asPerson(own, stranger, "*").get(path).then().statusCode(404).body("code", equalTo("tenant.not-found"));
            asPerson(own, stranger, "*")
                    .body("{\"email\":\"a@example.com\",\"role\":\"member\"}")
                    .post(path)
                    .then()
                    .statusCode(404);
            asPerson(own, stranger, "*")
                    .body("{\"role\":\"member\"}")
                    .put(path + "/" + owner)
                    .then()
                    .statusCode(404);
            asPerson(own, stranger, "*").delete(path + "/" + owner).then().statusCode(404);
        }
        asPerson(own, stranger, "*")
                .delete("/api/v1/tenants/" + own + "/users/" + owner)
                .then()
                .statusCode(404)
                .body("code", equalTo("member.not-found"));
        assertThat(Database.count("select count(*) from members where tenant_id = ?", tenant))
                .isEqualTo(1);
    }

    @Test
    void one_person_is_in_many_tenants_with_another_role_in_each() {
        var address = email();
        var here = invite(address, "admin").statusCode(201).extract();
        String subject = here.path("user_id");
        accept(subject, here.path("token")).statusCode(200);
        tenant = tenantOf(owner);
        var there = invite(address, "member")
                .statusCode(201)
                .body("user_id", equalTo(subject))
                .extract();
        accept(subject, there.path("token")).statusCode(200).body("role", equalTo("member"));
        assertThat(Database.column("select role from members where subject = ? order by role", subject))
                .containsExactly("admin", "member");
    }

    @Test
    void the_operators_tenant_begins_without_members() {
        asOperator()
                .get("/api/v1/tenants/" + tenant("free") + "/users")
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
        asOperator()
                .get("/api/v1/tenants/" + UUID.randomUUID() + "/users")
                .then()
                .statusCode(404);
    }
}
