package io.tidings.commerce.store.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.commerce.CommerceApi;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class StoreApiTest {
    private static final String STORE = """
            {"platform": "shopify", "name": "Rosa", "shop_domain": "Rosa.myshopify.com", "webhook_secret": "shpss_0123456789abcdef"}""";

    private CommerceApi api;

    @BeforeEach
    void a_tenant() {
        api = CommerceApi.ofNewTenant();
    }

    @Test
    void a_store_is_connected_and_its_secret_never_shown_again() {
        var connected = api.post("/api/v1/stores", STORE)
                .statusCode(201)
                .body("platform", equalTo("shopify"))
                .body("shop_domain", equalTo("rosa.myshopify.com"))
                .body("webhook_secret_last_four", equalTo("cdef"))
                .extract();

        String id = connected.path("id");
        assertThat(connected.header("Location")).isEqualTo("/api/v1/stores/" + id);
        assertThat(connected.<String>path("webhook_url")).isEqualTo("/webhooks/shopify/" + id);
        var listed = api.get("/api/v1/stores")
                .statusCode(200)
                .body("items.id", contains(id))
                .extract();
        assertThat(connected.asString() + listed.asString()).doesNotContain("shpss_0123");
        assertThat(Database.column("select s::text from stores s where tenant_id = ?", api.tenant())
                        .toString())
                .doesNotContain("shpss_0123");
    }

    @Test
    void a_shop_is_connected_once_by_a_tenant() {
        api.post("/api/v1/stores", STORE).statusCode(201);

        api.post("/api/v1/stores", STORE).statusCode(409).body("code", equalTo("store.exists"));
        CommerceApi.ofNewTenant().post("/api/v1/stores", STORE).statusCode(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "shpss_0123456789abcdef | short | 422 | store.weak-secret",
                "shpss_0123456789abcdef | ~~ | 422 | store.weak-secret",
                "shpss_0123456789abcdef | ~                    ~ | 422 | store.weak-secret",
                "Rosa.myshopify.com | rosa.example.com | 422 | request.invalid",
                "Rosa.myshopify.com | https://rosa.myshopify.com | 422 | request.invalid",
                "\"platform\": \"shopify\" | \"platform\": \"ebay\" | 422 | request.invalid",
                "\"name\": \"Rosa\" | \"name\": \" \" | 422 | request.invalid",
                "\"name\": \"Rosa\" | \"nome\": \"Rosa\" | 400 | request.malformed"
            })
    void what_cannot_be_a_store_is_refused(String good, String bad, int status, String code) {
        api.post("/api/v1/stores", STORE.replace(good, bad)).statusCode(status).body("code", equalTo(code));

        assertThat(Database.count("select count(*) from stores where tenant_id = ?", api.tenant()))
                .isZero();
    }
}
