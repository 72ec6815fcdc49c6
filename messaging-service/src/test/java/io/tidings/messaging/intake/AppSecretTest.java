package io.tidings.messaging.intake;

import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidings.messaging.Api;
import io.tidings.messaging.Shop;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A tenant with an app of its own at Meta is spoken for by nobody else's secret, and its own speaks for nobody else. */
@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class AppSecretTest {
    private static final String OWN = "0123456789abcdef-own";
    private static final String NEXT = "0123456789abcdef-next";
    private Shop shop;

    @BeforeEach
    void open() {
        shop = Shop.open();
    }

    @Test
    void the_numbers_own_secret_signs_and_the_installations_no_more() {
        hello(Shop.APP_SECRET, shop).then().statusCode(200);
        sign(OWN).then().statusCode(200).body("app_secret_last_four", equalTo("-own"));
        hello(Shop.APP_SECRET, shop).then().statusCode(401).body("code", equalTo("webhook.signature"));
        hello(OWN, shop).then().statusCode(200);
        await().until(() -> inbound() == 2);
    }

    @Test
    void the_secret_before_is_accepted_for_a_day_and_the_one_before_that_no_more() {
        sign(OWN);
        sign(NEXT).then().body("app_secret_last_four", equalTo("next"));
        hello(NEXT, shop).then().statusCode(200);
        hello(OWN, shop).then().statusCode(200);
        assertThat(Database.count(
                        "select count(*) from phone_numbers where tenant_id = ? and former_app_secret_until"
                                + " between now() + interval '23 hours' and now() + interval '24 hours'",
                        shop.tenant()))
                .isEqualTo(1);
        sign("0123456789abcdef-third");
        hello(OWN, shop).then().statusCode(401);
        hello(NEXT, shop).then().statusCode(200);
    }

    @Test
    void without_its_own_the_installations_counts_again_at_once() {
        sign(OWN);
        Api.as(shop.tenant()).delete(path()).then().statusCode(200).body("app_secret_last_four", nullValue());
        hello(OWN, shop).then().statusCode(401);
        hello(Shop.APP_SECRET, shop).then().statusCode(200);
    }

    @Test
    void a_tenants_secret_speaks_for_no_number_of_another() {
        sign(OWN);
        var other = Shop.open();
        hello(OWN, other).then().statusCode(401);
        hello(OWN, shop, other).then().statusCode(401);
        hello(OWN).then().statusCode(401);
        assertThat(Database.count(
                        "select count(*) from webhook_changes where tenant_id in (?, ?)",
                        shop.tenant(),
                        other.tenant()))
                .isZero();
    }

    @Test
    void news_of_an_account_are_heard_by_the_tenants_the_signer_may_speak_for() {
        var account = shop.phoneNumberId();
        sign(OWN);
        var other = Shop.open();
        belongs(shop, account);
        belongs(other, account);
        var body = """
                {"entry":[{"id":"%s","changes":[{"field":"account_update",
                 "value":{"event":"ACCOUNT_RESTRICTION","ban_info":{"waba_ban_state":"ACCOUNT_RESTRICTION"}}}]}]}""".formatted(account);
        deliver(OWN, body).then().statusCode(200);
        await().until(() -> status(shop).equals("paused"));
        assertThat(status(other)).isEqualTo("active");
        deliver(Shop.APP_SECRET, body).then().statusCode(200);
        await().until(() -> status(other).equals("paused"));
        deliver("none-of-all-secrets", body).then().statusCode(401);
    }

    @Test
    void whoever_has_no_secret_makes_us_look_for_few_numbers_and_learns_nothing_of_the_form() {
        var many = IntStream.range(10_000, 10_100)
                .mapToObj(id -> new Shop(shop.tenant(), Integer.toString(id)))
                .toArray(Shop[]::new);
        hello(OWN, many).then().statusCode(401);
        hello(Shop.APP_SECRET, many).then().statusCode(200);
        deliver(OWN, "[]").then().statusCode(401);
    }

    @Test
    void a_secret_is_sealed_and_never_shown() {
        var answer = sign(OWN).asString()
                + Api.as(shop.tenant()).get("/api/v1/phone-numbers").asString();
        assertThat(answer).doesNotContain(OWN);
        assertThat(Database.column(
                        "select encode(app_secret, 'escape') from phone_numbers where tenant_id = ?", shop.tenant()))
                .singleElement()
                .satisfies(stored -> assertThat(stored).doesNotContain("0123456789"));
        sign("short").then().statusCode(422).body("errors[0].field", equalTo("app_secret"));
    }

    private static void belongs(Shop shop, String account) {
        Api.as(shop.tenant())
                .body(Map.of("display_phone_number", "+34911222333", "waba_id", account, "status", "active"))
                .put("/api/v1/phone-numbers/" + shop.number())
                .then()
                .statusCode(200);
    }

    private static String status(Shop shop) {
        return Api.as(shop.tenant())
                .get("/api/v1/phone-numbers/" + shop.number())
                .path("status");
    }

    private long inbound() {
        return Database.count(
                "select count(*) from messages where tenant_id = ? and direction = 'inbound'", shop.tenant());
    }

    private String path() {
        return "/api/v1/phone-numbers/" + shop.number() + "/app-secret";
    }

    private Response sign(String secret) {
        return Api.as(shop.tenant()).body(Map.of("app_secret", secret)).post(path());
    }

    /** One webhook with a message to each of the shops. */
    private static Response hello(String secret, Shop... to) {
        var changes = Stream.of(to)
                .map(each -> """
                        {"field":"messages","value":{"metadata":{"phone_number_id":"%s"},
                         "messages":[{"id":"wamid.%s","from":"%s","type":"text","text":{"body":"Hello"}}]}}""".formatted(each.phoneNumberId(), UUID.randomUUID(), Shop.somebody()))
                .collect(Collectors.joining(","));
        return deliver(secret, "{\"entry\":[{\"id\":\"1\",\"changes\":[" + changes + "]}]}");
    }

    private static Response deliver(String secret, String body) {
        return Shop.deliver(body, "sha256=" + Shop.hmac(secret, body));
    }
}
