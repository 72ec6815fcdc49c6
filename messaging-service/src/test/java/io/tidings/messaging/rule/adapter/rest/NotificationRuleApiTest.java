package io.tidings.messaging.rule.adapter.rest;

import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tidings.contracts.Customer;
import io.tidings.contracts.Topics;
import io.tidings.contracts.commerce.OrderLine;
import io.tidings.contracts.commerce.OrderPlaced;
import io.tidings.contracts.commerce.OrderShipped;
import io.tidings.messaging.Api;
import io.tidings.messaging.Shop;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Records;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class NotificationRuleApiTest {
    private static final String RULES = "/api/v1/notification-rules";
    private static final String SHIPPED = RULES + "/order_shipped/customer";
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final String person = Shop.somebody();

    private Shop shop;

    @BeforeEach
    void a_shop_is_open() {
        shop = Shop.open();
    }

    @Test
    void without_a_word_of_the_tenant_the_defaults_hold() {
        Api.as(shop.tenant())
                .get(RULES)
                .then()
                .statusCode(200)
                .body("items.event", hasItems("order_placed", "order_shipped", "payment_reminder_due"))
                .body("items.is_default", everyItem(equalTo(true)))
                .body("items.find { it.event == 'order_shipped' }.template", equalTo("shipping_notification"))
                .body(
                        "items.find { it.event == 'order_shipped' }.fields",
                        contains("carrier", "name", "order_number", "tracking"))
                .body("items.find { it.event == 'order_placed' && it.audience == 'customer' }.enabled", equalTo(false));
    }

    @Test
    void an_event_that_is_switched_off_leaves_its_reason() {
        change(SHIPPED, "{\"enabled\":false,\"template\":\"shipping_notification\"}")
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("is_default", equalTo(false));
        ship();
        await().untilAsserted(() -> assertThat(verdicts()).containsExactly("rule.off"));
        assertThat(shop.due()).isZero();
    }

    @Test
    void an_event_speaks_with_the_tenants_own_template() {
        template("sent_off", "approved", "On its way: {{order_number}} by {{carrier}}.", "[\"1\",\"DHL\"]");
        change(SHIPPED, "{\"enabled\":true,\"template\":\"sent_off\"}").statusCode(200);
        ship();
        await().untilAsserted(() -> assertThat(texts()).containsExactly("On its way: 1001 by DHL."));
    }

    @Test
    void a_template_that_cannot_speak_leaves_its_reason() {
        template("sent_off", "paused", "On its way: {{order_number}}.", "[\"1\"]");
        change(SHIPPED, "{\"enabled\":true,\"template\":\"sent_off\"}").statusCode(200);
        ship();
        await().untilAsserted(() -> assertThat(verdicts()).containsExactly("template.paused"));
    }

    @Test
    void a_template_that_is_gone_leaves_its_reason() {
        var id = template("sent_off", "approved", "On its way: {{order_number}}.", "[\"1\"]");
        change(SHIPPED, "{\"enabled\":true,\"template\":\"sent_off\"}").statusCode(200);
        Api.as(shop.tenant()).delete("/api/v1/templates/" + id).then().statusCode(204);
        ship();
        await().untilAsserted(() -> assertThat(verdicts()).containsExactly("template.not-found"));
    }

    @Test
    void customers_get_a_confirmation_where_the_tenant_wants_it() {
        place();
        await().untilAsserted(() -> assertThat(
                        Database.count("select count(*) from contacts where tenant_id = ?", shop.tenant()))
                .isEqualTo(1));
        assertThat(texts()).isEmpty();
        change(RULES + "/order_placed/customer", "{\"enabled\":true,\"template\":\"order_confirmation\"}")
                .statusCode(200);
        place();
        await().untilAsserted(() ->
                assertThat(texts()).containsExactly("Hi Ana, thank you for your order 1001: 2 x Blue mug."));
    }

    @Test
    void a_rule_whose_template_does_not_fit_can_be_switched_off() {
        change(RULES + "/order_shipped/customer", "{\"enabled\":false,\"template\":\"packing_list\"}")
                .statusCode(200)
                .body("enabled", equalTo(false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/order_shipped/customer | {\"enabled\":true,\"template\":\"packing_list\"} | 422 | rule.template",
                "/order_shipped/customer | {\"enabled\":true,\"template\":\"nonsense\"} | 404 | template.not-found",
                "/order_shipped/packers | {\"enabled\":true,\"template\":\"packing_list\"} | 404 | rule.not-found",
                "/order_eaten/customer | {\"enabled\":true,\"template\":\"packing_list\"} | 404 | rule.not-found",
                "/order_shipped/customer | {\"template\":\"packing_list\"} | 422 | request.invalid"
            })
    void a_rule_that_could_not_work_is_refused(String path, String body, int status, String code) {
        change(RULES + path, body).statusCode(status).body("code", equalTo(code));
        assertThat(Database.count("select count(*) from notification_rules where tenant_id = ?", shop.tenant()))
                .isZero();
    }

    @Test
    void a_stale_change_is_refused() {
        change(SHIPPED, "{\"enabled\":false,\"template\":\"shipping_notification\"}")
                .statusCode(200);
        Api.as(shop.tenant())
                .header("If-Match", "\"0\"")
                .body("{\"enabled\":true,\"template\":\"shipping_notification\"}")
                .put(SHIPPED)
                .then()
                .statusCode(412);
        Api.as(shop.tenant()).get(SHIPPED).then().statusCode(200).body("enabled", equalTo(false));
    }

    @Test
    void of_two_changes_at_once_the_second_is_overtaken() throws Exception {
        try (var first = Database.open();
                var statement = first.createStatement()) {
            first.setAutoCommit(false);
            statement.execute("""
                    insert into notification_rules (tenant_id, event, audience, enabled, template, version, updated_at)
                    values ('%s', 'order_shipped', 'customer', false, 'shipping_notification', 1, now())""".formatted(shop.tenant()));
            var second = CompletableFuture.supplyAsync(
                    () -> change(SHIPPED, "{\"enabled\":true,\"template\":\"shipping_notification\"}"));
            Database.awaitLocked("notification_rules");
            first.commit();
            second.join().statusCode(409).body("code", equalTo("rule.overtaken"));
        }
        Api.as(shop.tenant()).get(SHIPPED).then().body("enabled", equalTo(false));
    }

    private String template(String name, String status, String body, String examples) {
        var id = Api.as(shop.tenant())
                .body("{\"name\":\"" + name + "\",\"language\":\"en\",\"content\":{\"category\":\"utility\",\"body\":\""
                        + body + "\",\"examples\":" + examples + "}}")
                .post("/api/v1/templates")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        Database.update("update templates set status = ? where tenant_id = ?", status, shop.tenant());
        return id;
    }

    private ValidatableResponse change(String path, String body) {
        return Api.as(shop.tenant()).body(body).put(path).then();
    }

    private void ship() {
        Records.publish(
                Topics.COMMERCE,
                shop.tenant(),
                new OrderShipped(
                        UUID.randomUUID(), "1001", new Customer("Ana", "+" + person), "DHL", "JD0146", null, NOW));
    }

    private void place() {
        Records.publish(
                Topics.COMMERCE,
                shop.tenant(),
                new OrderPlaced(
                        UUID.randomUUID(),
                        "1001",
                        new Customer("Ana", "+" + person),
                        List.of(new OrderLine(null, "Blue mug", 2)),
                        3_000,
                        "EUR",
                        null,
                        null,
                        NOW));
    }

    private List<String> texts() {
        return Database.column(
                "select text from messages where tenant_id = ? and text is not null order by id", shop.tenant());
    }

    private List<String> verdicts() {
        return Database.column("select verdict_code from messages where tenant_id = ? order by id", shop.tenant());
    }
}
