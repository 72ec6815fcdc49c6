package io.tidings.messaging.otp;

import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.Api;
import io.tidings.messaging.ScriptedSender;
import io.tidings.messaging.Shop;
import io.tidings.messaging.dispatch.domain.ProviderError;
import io.tidings.messaging.dispatch.domain.SendOutcome;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class OtpApiTest {
    @Inject
    ScriptedSender sender;

    private Shop shop;
    private Codes person;

    @BeforeEach
    void a_shop_is_open() {
        shop = Shop.open();
        person = Codes.of(shop);
    }

    @Test
    void a_code_arrives_and_verifies_once() {
        person.send().then().statusCode(202).body("id", notNullValue()).body("resend_after", equalTo(30));
        var code = person.last(sender, 1);
        assertThat(code).matches("[0-9]{6}");
        assertThat(person.verified(code)).isTrue();
        assertThat(person.verified(code)).isFalse();
    }

    @Test
    void the_code_is_nowhere_at_rest_and_masked_where_the_message_is_shown() {
        var code = person.arrived(sender);
        var message = person.column("message_id");
        Api.as(shop.tenant())
                .get("/api/v1/messages/" + message)
                .then()
                .body("purpose", equalTo("otp"))
                .body("intent_key", equalTo("otp:" + person.column("id")))
                .body("text", equalTo("****** is your verification code. For your security, do not share this code."));
        for (var table : Database.column("select table_name from information_schema.tables "
                + "where table_schema = 'public' and table_type = 'BASE TABLE'")) {
            // a point comes before the microseconds of a time
            assertThat(Database.column("select t::text from " + table + " t"))
                    .as(table)
                    .noneMatch(row -> row.matches("(?s).*(?<![0-9a-fx.-])" + code + "(?![0-9a-f-]).*"));
        }
        assertThat(person.verified(code)).isTrue();
        assertThat(person.column("sealed")).isNull();
    }

    @Test
    void a_code_is_bound_to_purpose_phone_and_tenant() {
        var code = person.arrived(sender);
        person.verify("signup", code).then().statusCode(200).body("verified", equalTo(false));
        assertThat(Codes.of(shop).verified(code)).isFalse();
        assertThat(new Codes(Shop.open().tenant(), person.digits()).verified(code))
                .isFalse();
        assertThat(person.verified(code)).isTrue();
    }

    @Test
    void a_new_send_voids_the_old_code() {
        var old = person.arrived(sender);
        person.age("31 seconds");
        person.send().then().statusCode(202).body("resend_after", equalTo(60));
        var fresh = person.last(sender, 2);
        if (!old.equals(fresh)) {
            assertThat(person.verified(old)).isFalse();
        }
        assertThat(person.verified(fresh)).isTrue();
    }

    @Test
    void the_same_phone_waits_for_the_next_code_until_it_was_proved() {
        var code = person.arrived(sender);
        person.send()
                .then()
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("otp.too-soon"))
                .body("retry_after", lessThanOrEqualTo(31));
        assertThat(person.verified(code)).isTrue();
        person.send().then().statusCode(202).body("resend_after", equalTo(30));
    }

    @Test
    void what_the_provider_refused_takes_a_step_of_the_ladder_too() {
        refuses();
        person.send().then().statusCode(202);
        await().until(() -> shop.status(UUID.fromString(person.column("message_id"))), "failed"::equals);
        person.send().then().statusCode(429).body("code", equalTo("otp.too-soon"));
        person.age("31 seconds");
        person.send().then().statusCode(202).body("resend_after", equalTo(60));
    }

    @Test
    void the_sealed_copy_goes_when_the_message_went_or_failed() {
        var code = person.arrived(sender);
        await().until(() -> person.column("sealed") == null);
        assertThat(person.verified(code)).isTrue();
        refuses();
        person.send().then().statusCode(202);
        await().until(() -> shop.status(UUID.fromString(person.column("message_id"))), "failed"::equals);
        assertThat(person.column("sealed")).isNull();
    }

    @Test
    void a_copy_that_another_channel_may_need_goes_when_the_code_arrived() {
        sender.script(person.digits(), message -> Uni.createFrom().nothing());
        person.send().then().statusCode(202);
        var message = UUID.fromString(person.column("message_id"));
        await().until(() -> shop.status(message), "sending"::equals);
        Database.update("""
                insert into sms_senders (tenant_id, id, account_sid, auth_token, token_last_four, sends_from, for_otp,
                    for_transactional, otp_after_seconds, created_at)
                values (?, gen_random_uuid(), 'AC1', '', 'tail', 'Shop', true, false, 300, now())""", shop.tenant());
        Database.update("update messages set status = 'sent' where tenant_id = ? and id = ?", shop.tenant(), message);
        assertThat(person.column("sealed")).isNotNull();
        Database.update(
                "update messages set status = 'delivered' where tenant_id = ? and id = ?", shop.tenant(), message);
        assertThat(person.column("sealed")).isNull();
    }

    private void refuses() {
        sender.script(
                person.digits(), new SendOutcome.Rejected(new ProviderError("whatsapp.131026", 131026, null, false)));
    }

    @Test
    void an_expired_code_is_worth_nothing() {
        var code = person.arrived(sender);
        person.age("301 seconds");
        assertThat(person.verified(code)).isFalse();
    }

    @Test
    void wrong_codes_count_over_all_codes_and_lock_a_phone_known_or_not() {
        var stranger = Codes.of(shop);
        for (var i = 0; i < 15; i++) {
            assertThat(stranger.verified("123456")).isFalse();
        }
        stranger.verify("123456").then().statusCode(429).body("code", equalTo("otp.locked"));
        stranger.send().then().statusCode(429).body("code", equalTo("otp.locked"));

        var code = person.arrived(sender);
        Database.update(
                "update otp_destinations set failures = 15 where tenant_id = ? and phone = ?",
                shop.tenant(),
                "+" + person.digits());
        person.verify(code).then().statusCode(429).body("code", equalTo("otp.locked"));
        Database.update("update otp_destinations set locked_until = now() where tenant_id = ?", shop.tenant());
        assertThat(person.verified(code)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "address, 203.0.113.7, 20,    otp.address-limit",
        "prefix,  +34600,      2000,  otp.prefix-limit",
        "tenant,  '',          20000, otp.tenant-limit"
    })
    void hourly_limits_hold_and_leave_nothing_behind(String scope, String subject, int most, String code) {
        var phone = new Codes(shop.tenant(), "34600" + person.digits().substring(5));
        Database.update(
                // and in the next one, should it begin before the code is asked for
                """
                insert into otp_counters select ?, ?, ?, date_trunc('hour', now()) + make_interval(hours => h), ?
                from generate_series(0, 1) h""", shop.tenant(), scope, subject, most);
        phone.send("login", Map.of("client_address", "203.0.113.7"))
                .then()
                .statusCode(429)
                .body("code", equalTo(code));
        assertThat(Database.count("select count(*) from otp_codes where tenant_id = ?", shop.tenant()))
                .isZero();
        assertThat(shop.due()).isZero();
    }

    @Test
    void a_phone_gets_so_many_codes_a_day() {
        past(20, "+" + person.digits(), "+34999", false);
        person.send().then().statusCode(429).body("code", equalTo("otp.destination-limit"));
    }

    @Test
    void a_prefix_whose_codes_are_not_used_is_paused() {
        var prefix = "+" + person.digits().substring(0, 5);
        past(50, "+34600000000", prefix, true);
        assertThat(person.send().then().statusCode(202).extract().<String>path("id"))
                .isNotNull();
        Database.update("update otp_codes set consumed_at = null where tenant_id = ?", shop.tenant());
        new Codes(shop.tenant(), person.digits().substring(0, 5) + "111111")
                .send()
                .then()
                .statusCode(429)
                .body("code", equalTo("otp.prefix-paused"));
    }

    @Test
    void nothing_is_kept_of_a_code_that_cannot_go() {
        var tenant = Database.knownTenant("UTC");
        new Codes(tenant, person.digits())
                .send()
                .then()
                .statusCode(409)
                .body("code", equalTo("otp.undeliverable"))
                .body("reason", equalTo("number.none"));
        assertThat(Database.count("select count(*) from otp_codes where tenant_id = ?", tenant))
                .isZero();
    }

    @Test
    void test_keys_send_nothing_and_know_the_code() {
        person.withTestKey("send", "+" + person.digits(), Map.of()).then().statusCode(202);
        person.withTestKey("send", "+" + person.digits(), Map.of()).then().statusCode(202);
        assertThat(person.verified("000000")).as("with a live key").isFalse();
        person.withTestKey("verify", "+" + person.digits(), Map.of("code", "000000"))
                .then()
                .body("verified", equalTo(true));
        assertThat(Database.count("select count(*) from messages where tenant_id = ?", shop.tenant()))
                .isZero();
        assertThat(Database.count("select count(*) from otp_traffic where tenant_id = ?", shop.tenant()))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 409, otp.undeliverable", "2, 429, otp.too-soon", "3, 429, otp.locked"})
    void magic_numbers_act_for_test_keys(String last, int status, String code) {
        person.withTestKey("send", "+1500555000" + last, Map.of())
                .then()
                .statusCode(status)
                .body("code", equalTo(code));
    }

    @Test
    void settings_shape_codes_within_their_ceilings() {
        settings("login", "{\"length\":8,\"life_seconds\":60,\"attempts\":2,\"countries\":[\"ES\"]}", 200, null);
        assertThat(person.arrived(sender)).hasSize(8);
        assertThat(person.column("max_attempts")).isEqualTo("2");
        settings("login", "{\"length\":8,\"life_seconds\":60,\"attempts\":2,\"countries\":[\"FR\"]}", 200, null);
        Codes.of(shop).send().then().statusCode(422).body("code", equalTo("otp.country"));
        settings("login", "{\"length\":8,\"life_seconds\":601,\"attempts\":2}", 422, "otp.settings");
        settings("login", "{\"length\":3,\"life_seconds\":60,\"attempts\":2}", 422, "otp.settings");
        settings("login", "{\"length\":6,\"life_seconds\":60,\"attempts\":6}", 422, "otp.settings");
        settings(
                "login",
                "{\"length\":6,\"life_seconds\":60,\"attempts\":5,\"countries\":[\"XX\"]}",
                422,
                "otp.settings");
        settings("mischief", "{\"length\":6,\"life_seconds\":60,\"attempts\":5}", 422, "otp.purpose");
        Api.as(shop.tenant())
                .get("/api/v1/otp/settings")
                .then()
                .body("items", hasSize(4))
                .body("items.find { it.purpose == 'login' }.length", equalTo(8))
                .body("items.find { it.purpose == 'signup' }.life_seconds", equalTo(300));
        Api.as(shop.tenant())
                .header("If-Match", "\"1\"")
                .body("{\"length\":6,\"life_seconds\":60,\"attempts\":5}")
                .put("/api/v1/otp/settings/login")
                .then()
                .statusCode(412);
    }

    @Test
    void of_two_changes_of_settings_at_once_the_second_is_told() throws Exception {
        try (var first = Database.open();
                var statement = first.createStatement()) {
            first.setAutoCommit(false);
            statement.execute("""
                    insert into otp_settings (tenant_id, purpose, length, life_seconds, attempts, version, updated_at)
                    values ('%s', 'login', 8, 60, 5, 1, now())""".formatted(shop.tenant()));
            var second = CompletableFuture.runAsync(() -> settings(
                    "login", "{\"length\":6,\"life_seconds\":60,\"attempts\":5}", 409, "otp.settings-changed"));
            Database.awaitLocked("otp_settings");
            first.commit();
            second.join();
        }
    }

    @Test
    void stats_count_by_purpose_and_country() {
        assertThat(person.verified(person.arrived(sender))).isTrue();
        person.send("signup", Map.of()).then().statusCode(202);
        Api.as(shop.tenant())
                .get("/api/v1/otp/stats")
                .then()
                .statusCode(200)
                .body("total.sent", equalTo(2))
                .body("total.conversion", equalTo(0.5f))
                .body("by_purpose.find { it.purpose == 'login' }.verified", equalTo(1))
                .body("by_country[0].country", equalTo("ES"));
        Api.as(shop.tenant())
                .get("/api/v1/otp/stats?from=2026-02-01&to=2026-01-01")
                .then()
                .statusCode(400)
                .body("code", equalTo("otp.period"));
    }

    @ParameterizedTest
    @CsvSource({"+34600111222, mischief, 422, otp.purpose", "123, login, 422, phone.invalid"})
    void what_makes_no_sense_is_refused(String phone, String purpose, int status, String code) {
        Api.as(shop.tenant())
                .body(Map.of("phone", phone, "purpose", purpose))
                .post("/api/v1/otp/send")
                .then()
                .statusCode(status)
                .body("code", equalTo(code));
    }

    @Test
    void codes_are_gone_after_a_day_and_their_sealed_copies_when_they_expire() {
        person.arrived(sender);
        person.age("301 seconds");
        forgetNow();
        await().until(() -> person.column("sealed") == null);
        person.age("24 hours");
        forgetNow();
        await().until(() -> Database.count("select count(*) from otp_codes where tenant_id = ?", shop.tenant()) == 0);
        shop.settle();
    }

    private void forgetNow() {
        Database.update(
                "update due_work set due_at = now() - interval '1 second' where tenant_id = ? and kind = 'otp-forget'",
                shop.tenant());
    }

    private void past(int codes, String phone, String prefix, boolean used) {
        Database.update("""
                insert into otp_codes (tenant_id, id, purpose, phone, test, prefix, key_version, code_hash, max_attempts,
                    created_at, expires_at, consumed_at, voided_at)
                select ?, gen_random_uuid(), 'login', ?, false, ?, 1, '\\x00', 5, now() - interval '20 minutes',
                    now() - interval '15 minutes', case when ? then now() - interval '19 minutes' end, now()
                from generate_series(1, ?)""", shop.tenant(), phone, prefix, used, codes);
    }

    private void settings(String purpose, String body, int status, String code) {
        var answer = Api.as(shop.tenant())
                .body(body)
                .put("/api/v1/otp/settings/" + purpose)
                .then()
                .statusCode(status);
        if (code != null) {
            answer.body("code", equalTo(code));
        }
    }
}
