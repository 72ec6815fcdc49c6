package io.tidings.commerce.intake.adapter.shopify;

import static io.restassured.RestAssured.given;
import static io.tidings.testkit.infra.Patience.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tidings.commerce.CommerceApi;
import io.tidings.contracts.Event;
import io.tidings.contracts.Topics;
import io.tidings.contracts.commerce.OrderPlaced;
import io.tidings.contracts.commerce.OrderShipped;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Records;
import io.tidings.testkit.infra.TestClock;
import io.tidings.testkit.infra.TidingsInfra;
import io.tidings.testkit.infra.Tokens;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class ShopifyWebhookTest {
    private static final String SECRET = "shpss_0123456789abcdef";

    private CommerceApi api;
    private String address;

    @BeforeEach
    void a_connected_store() {
        api = CommerceApi.ofNewTenant();
        address = connect("rosa");
    }

    @Test
    void a_signed_order_becomes_an_order_once_however_often_it_is_sent() {
        var body = ShopBody.created(7, "#1001");
        for (var i = 0; i < 3; i++) {
            send("orders/create", "w-1", body).statusCode(200);
        }
        send("orders/create", "w-2", body).statusCode(200);

        eventually(() -> assertThat(statuses()).containsExactly("applied", "applied"));
        eventually(() -> assertThat(published(OrderPlaced.class)).hasSize(1));
        var placed = published(OrderPlaced.class).getFirst();
        assertThat(placed.customer().phone()).isEqualTo("+34600111222");
        api.get("/api/v1/orders/" + placed.orderId())
                .statusCode(200)
                .body("external_platform", equalTo("shopify"))
                .body("external_id", equalTo("7"))
                .body("total_amount", equalTo(6490));
        assertThat(Database.count(
                        "select count(*) from deliveries where tenant_id = ? and body is not null", api.tenant()))
                .as("bodies name people and go once they are worked")
                .isZero();
    }

    @Test
    void the_newer_headers_without_prefix_are_understood_too() {
        var body = ShopBody.created(8, "#1002");
        given().auth()
                .oauth2(Tokens.ofWebhook("commerce"))
                .contentType("application/json")
                .header("shopify-topic", "orders/create")
                .header("shopify-webhook-id", "w-1")
                .header("shopify-hmac-sha256", sign(body, SECRET))
                .body(body.getBytes(UTF_8))
                .post(address)
                .then()
                .statusCode(200);

        eventually(() -> assertThat(published(OrderPlaced.class)).hasSize(1));
    }

    @Test
    void a_fulfilment_that_overtakes_its_order_creates_and_ships_it() {
        send("orders/fulfilled", "w-2", ShopBody.fulfilled(9, "#1003")).statusCode(200);
        eventually(() -> assertThat(published(OrderShipped.class)).hasSize(1));

        send("orders/create", "w-1", ShopBody.created(9, "#1003")).statusCode(200);
        eventually(() -> assertThat(statuses()).containsExactly("applied", "applied"));

        assertThat(published(OrderPlaced.class)).hasSize(1);
        assertThat(published(OrderShipped.class))
                .singleElement()
                .satisfies(e -> assertThat(e.trackingNumber()).isEqualTo("JD014600001"));
        api.get("/api/v1/orders?status=shipped").body("items.size()", equalTo(1));
    }

    @Test
    void creations_updates_and_fulfilments_at_once_make_one_order_that_is_shipped_once() {
        var sent = IntStream.range(0, 12)
                .mapToObj(i -> CompletableFuture.runAsync(() -> {
                    switch (i % 3) {
                        case 0 -> send("orders/create", "c-" + i, ShopBody.created(10, "#1004"));
                        case 1 -> send("orders/updated", "u-" + i, ShopBody.created(10, "#1004"));
                        default -> send("orders/fulfilled", "f-" + i, ShopBody.fulfilled(10, "#1004"));
                    }
                }))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(sent).join();

        eventually(() -> assertThat(statuses()).hasSize(12).containsOnly("applied"));
        eventually(() -> assertThat(published(OrderShipped.class)).hasSize(1));
        assertThat(published(OrderPlaced.class)).hasSize(1);
    }

    @Test
    void two_shops_of_a_tenant_may_both_have_their_first_order() {
        send("orders/create", "w-1", ShopBody.created(11, "#1001")).statusCode(200);
        eventually(() -> assertThat(published(OrderPlaced.class)).hasSize(1));
        address = connect("lily");
        send("orders/create", "w-1", ShopBody.created(12, "#1001")).statusCode(200);

        eventually(() -> assertThat(published(OrderPlaced.class)).hasSize(2));
        assertThat(published(OrderPlaced.class))
                .extracting(OrderPlaced::orderNumber)
                .containsExactlyInAnyOrder("#1001", "#1001-12");
    }

    @Test
    void what_the_stores_secret_did_not_sign_is_refused_and_not_kept() {
        var body = ShopBody.created(13, "#1005");
        var good = sign(body, SECRET);

        for (var bad :
                List.of(sign(body, "another-secret-0123"), "", "AAAA", "not base64 !", sign(body + " ", SECRET))) {
            refused(send(address, "orders/create", "w-1", body, bad));
        }
        refused(send(address, "orders/create", "w-1", body.replace("64.90", "0.01"), good));
        refused(given().auth()
                .oauth2(Tokens.ofWebhook("commerce"))
                .body(body.getBytes(UTF_8))
                .post(address)
                .then());
        assertThat(statuses()).isEmpty();
    }

    @Test
    void an_address_of_no_store_is_answered_like_a_bad_signature() {
        var body = ShopBody.created(14, "#1006");
        var badlySigned = refused(send(address, "orders/create", "w", body, "AAAA"));
        for (var nowhere : List.of(UUID.randomUUID().toString(), "1")) {
            assertThat(refused(send("/webhooks/shopify/" + nowhere, "orders/create", "w", body, sign(body, SECRET))))
                    .isEqualTo(badlySigned);
        }
        given().body(body).post(address).then().statusCode(401);
        api.as("orders:*", "stores:*").body(body).post(address).then().statusCode(403);
    }

    @Test
    void topics_we_do_not_use_are_taken_and_thrown_away() {
        send("products/update", "w-1", "{\"id\": 1}").statusCode(200);

        assertThat(statuses()).isEmpty();
    }

    @Test
    void a_body_that_makes_no_sense_is_kept_with_the_reason_and_not_tried_again() {
        send("orders/create", "w-1", "{\"id\": \"seven\"}").statusCode(200);
        send("orders/create", "w-2", ShopBody.created(15, "#1007").replace("\"64.90\"", "\"64.905\""))
                .statusCode(200);
        send("orders/cancelled", "w-3", ShopBody.cancelled(16, "#1008")).statusCode(200);
        eventually(() -> assertThat(statuses()).containsExactlyInAnyOrder("unusable", "unusable", "applied"));
        send("orders/fulfilled", "w-4", ShopBody.fulfilled(16, "#1008")).statusCode(200);

        eventually(() -> assertThat(reasons())
                .containsExactlyInAnyOrder("shopify.body", "money.amount", "applied", "order.not-shippable"));
        assertThat(Database.count(
                        "select count(*) from due_work where tenant_id = ? and kind = 'intake.delivery'", api.tenant()))
                .isZero();
        assertThat(published(OrderPlaced.class)).isEmpty();
    }

    @Test
    void a_delivery_is_forgotten_after_thirty_days() {
        send("orders/create", "w-1", ShopBody.created(17, "#1009")).statusCode(200);
        send("orders/create", "w-2", "{}").statusCode(200);
        eventually(() -> assertThat(statuses()).containsExactlyInAnyOrder("applied", "unusable"));

        try {
            TestClock.ahead(Duration.ofDays(31));
            eventually(() -> assertThat(statuses()).isEmpty());
        } finally {
            TestClock.reset();
        }
        api.get("/api/v1/orders").body("items.size()", equalTo(1));
    }

    private String connect(String shop) {
        return api.post("/api/v1/stores", """
                        {"platform": "shopify", "name": "%s", "shop_domain": "%s.myshopify.com", "webhook_secret": "%s"}""".formatted(shop, shop, SECRET))
                .statusCode(201)
                .extract()
                .path("webhook_url");
    }

    private ValidatableResponse send(String topic, String webhookId, String body) {
        return send(address, topic, webhookId, body, sign(body, SECRET));
    }

    private static ValidatableResponse send(String to, String topic, String webhookId, String body, String hmac) {
        var headers = new HashMap<>(Map.of(
                "X-Shopify-Topic",
                topic,
                "X-Shopify-Webhook-Id",
                webhookId,
                "X-Shopify-Shop-Domain",
                "rosa.myshopify.com"));
        headers.put("X-Shopify-Hmac-Sha256", hmac);
        return given().auth()
                .oauth2(Tokens.ofWebhook("commerce"))
                .contentType("application/json")
                .headers(headers)
                .body(body.getBytes(UTF_8))
                .post(to)
                .then();
    }

    /** What was said, without what is of this one request. */
    private static String refused(ValidatableResponse answer) {
        return CommerceApi.withoutTrace(answer.statusCode(401)
                .contentType("application/problem+json")
                .body("code", equalTo("webhook.signature"))
                .extract()
                .asString());
    }

    private static String sign(String body, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> statuses() {
        return Database.column("select status from deliveries where tenant_id = ?", api.tenant());
    }

    private List<String> reasons() {
        return Database.column("select coalesce(reason, status) from deliveries where tenant_id = ?", api.tenant());
    }

    private <T extends Event> List<T> published(Class<T> type) {
        return Records.events(Topics.COMMERCE, api.tenant(), type);
    }

    private static void eventually(ThrowingRunnable condition) {
        await().untilAsserted(condition);
    }
}
