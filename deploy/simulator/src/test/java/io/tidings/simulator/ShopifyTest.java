package io.tidings.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

class ShopifyTest {

    private Suite suite;
    private RunningSimulator simulator;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        suite = new Suite();
        simulator = new RunningSimulator(directory, null);
    }

    @AfterEach
    void stop() throws Exception {
        simulator.close();
        suite.close();
    }

    private RunningSimulator.Answer happen(String more) throws Exception {
        return simulator.post(
                "/simulator/shopify/webhooks",
                "{\"url\":\"" + suite.url() + "\",\"secret\":\"shpss_secret\",\"shop_domain\":\"rosa.myshopify.com\","
                        + more + "}");
    }

    @Test
    void an_order_comes_signed_with_its_headers_and_money_in_strings() throws Exception {
        var answer = happen("\"topic\":\"orders/create\"").json();

        assertThat(answer.path("answers").get(0).asText()).isEqualTo("200");
        var hook = suite.hooks().getFirst();
        assertThat(hook.headers().get("X-Shopify-Topic")).isEqualTo("orders/create");
        assertThat(hook.headers().get("X-Shopify-Shop-Domain")).isEqualTo("rosa.myshopify.com");
        assertThat(hook.headers().get("X-Shopify-API-Version")).isEqualTo("2026-10");
        assertThat(hook.headers().get("X-Shopify-Webhook-Id"))
                .isEqualTo(answer.at("/deliveries/0/webhook_id").asText());
        assertThat(hook.headers().get("X-Shopify-Event-Id")).isNotEmpty();
        assertThat(hook.headers().get("X-Shopify-Triggered-At")).endsWith("Z");
        assertThat(hook.headers().get("X-Shopify-Hmac-Sha256")).isEqualTo(hmac(hook.body()));
        var order = hook.json();
        assertThat(order.path("id").isIntegralNumber()).isTrue();
        assertThat(order.path("name").asText()).isEqualTo("#1001");
        assertThat(order.path("total_price").isTextual()).isTrue();
        assertThat(order.path("total_price").asText()).isEqualTo("64.90");
        assertThat(order.path("line_items")).hasSize(2);
        assertThat(order.at("/shipping_address/phone").asText()).startsWith("+");
        assertThat(order.at("/customer/first_name").asText()).isEqualTo("Inés");
    }

    @Test
    void the_newer_deliveries_have_headers_without_the_prefix() throws Exception {
        happen("\"topic\":\"orders/create\",\"headers\":\"events\"");

        var hook = suite.hooks().getFirst();
        assertThat(hook.headers().contains("X-Shopify-Topic")).isFalse();
        assertThat(hook.headers().get("shopify-topic")).isEqualTo("orders/create");
        assertThat(hook.headers().get("shopify-hmac-sha256")).isEqualTo(hmac(hook.body()));
        assertThat(hook.headers().get("shopify-action")).isEqualTo("create");
    }

    @Test
    void a_fulfilment_is_of_the_order_that_was_created() throws Exception {
        var created = happen("""
                "topic":"orders/create","order":{"currency":"USD","customer":{"first_name":"Ana"},
                 "line_items":[{"sku":"ROSE","title":"Rose","quantity":3,"price":"2.50"}]}""").json().path("order");
        happen("\"topic\":\"orders/fulfilled\",\"order\":{\"id\":"
                + created.path("id").asLong()
                + ",\"fulfillments\":[{\"tracking_company\":\"UPS\",\"tracking_number\":\"1Z9\"}]}");

        assertThat(created.path("total_price").asText()).isEqualTo("7.50");
        var fulfilled = suite.hooks().getLast().json();
        assertThat(fulfilled.path("id")).isEqualTo(created.path("id"));
        assertThat(fulfilled.path("currency").asText()).isEqualTo("USD");
        assertThat(fulfilled.path("fulfillment_status").asText()).isEqualTo("fulfilled");
        assertThat(fulfilled.at("/line_items/0/sku").asText()).isEqualTo("ROSE");
        assertThat(fulfilled.at("/fulfillments/0/status").asText()).isEqualTo("success");
        assertThat(fulfilled.at("/fulfillments/0/tracking_company").asText()).isEqualTo("UPS");
        assertThat(fulfilled.at("/fulfillments/0/tracking_numbers/0").asText()).isEqualTo("1Z9");
    }

    @Test
    void a_cancelled_order_says_when_and_why() throws Exception {
        happen("\"topic\":\"orders/cancelled\"");

        var order = suite.hooks().getFirst().json();
        assertThat(order.path("cancelled_at").asText()).isNotEmpty();
        assertThat(order.path("cancel_reason").asText()).isEqualTo("customer");
    }

    @Test
    void duplicates_are_the_same_delivery_byte_for_byte() throws Exception {
        happen("\"topic\":\"orders/create\",\"duplicate\":2");

        assertThat(suite.hooks()).hasSize(3);
        assertThat(suite.hooks().stream().map(hook -> hook.headers().get("X-Shopify-Webhook-Id")))
                .containsOnly(suite.hooks().getFirst().headers().get("X-Shopify-Webhook-Id"));
        assertThat(suite.hooks())
                .allSatisfy(hook -> assertThat(hook.body())
                        .isEqualTo(suite.hooks().getFirst().body()));
    }

    @Test
    void several_topics_of_one_order_can_come_in_reverse() throws Exception {
        happen("\"topics\":[\"orders/create\",\"orders/fulfilled\"],\"reorder\":true");

        assertThat(topics()).containsExactly("orders/fulfilled", "orders/create");
        assertThat(suite.hooks().getFirst().json().path("id"))
                .isEqualTo(suite.hooks().getLast().json().path("id"));
        assertThat(suite.hooks().getLast().json().path("fulfillment_status").isNull())
                .isTrue();
    }

    @Test
    void a_single_webhook_can_be_overtaken_by_the_next() throws Exception {
        happen("\"topic\":\"orders/create\",\"reorder\":true");
        assertThat(suite.hooks()).isEmpty();

        happen("\"topic\":\"orders/updated\"");

        assertThat(topics()).containsExactly("orders/updated", "orders/create");
    }

    @Test
    void a_refused_webhook_is_tried_eight_times_more_and_every_attempt_is_in_the_journal() throws Exception {
        suite.failNext(100);

        happen("\"topic\":\"orders/create\"");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> simulator.journal("shopify.webhook").size() == 9);
        var attempts = simulator.journal("shopify.webhook");
        assertThat(attempts.getLast().path("outcome").asText()).isEqualTo("given_up");
        assertThat(attempts.getLast().path("attempt").asInt()).isEqualTo(9);
        assertThat(suite.hooks().stream()
                        .map(hook -> hook.headers().get("X-Shopify-Webhook-Id"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void a_webhook_is_taken_after_some_refusals() throws Exception {
        suite.failNext(2);

        happen("\"topic\":\"orders/create\"");

        await().until(() -> simulator.journal("shopify.webhook").size() == 3);
        assertThat(simulator
                        .journal("shopify.webhook")
                        .getLast()
                        .path("outcome")
                        .asText())
                .isEqualTo("acknowledged");
    }

    @Test
    void an_answer_that_does_not_come_within_five_seconds_is_a_failure() throws Exception {
        suite.neverAnswer();

        var answer = happen("\"topic\":\"orders/create\"").json();

        assertThat(answer.path("answers").get(0).asText()).isEqualTo("timeout");
    }

    @Test
    void what_cannot_be_delivered_is_refused() throws Exception {
        assertThat(happen("\"topic\":\"customers/create\"").status()).isEqualTo(400);
        assertThat(happen("\"topic\":\"orders/create\",\"order\":[]").status()).isEqualTo(400);
        assertThat(simulator
                        .post("/simulator/shopify/webhooks", "{\"url\":\"file:///etc\",\"secret\":\"s\"}")
                        .status())
                .isEqualTo(400);
    }

    private List<String> topics() {
        return suite.hooks().stream()
                .map(hook -> hook.headers().get("X-Shopify-Topic"))
                .toList();
    }

    private static String hmac(byte[] body) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("shpss_secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(body));
    }
}
