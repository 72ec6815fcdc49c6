package io.tidings.commerce;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Tokens;

import java.util.UUID;

/** The service as one tenant's key calls it. */
public final class CommerceApi {
    public static final String ORDER = """
            {"customer": {"name": "Ana", "phone": "+34 600 111 222"}, "currency": "EUR",
             "items": [{"sku": "R-12", "product_name": "Roses", "quantity": 2, "unit_price": 1250},
                       {"product_name": "Card", "quantity": 1, "unit_price": 300}]}""";

    private final UUID tenant;

    private CommerceApi(UUID tenant) {
        this.tenant = tenant;
    }

    public static CommerceApi ofNewTenant() {
        return new CommerceApi(Database.knownTenant("Europe/Madrid"));
    }

    public UUID tenant() {
        return tenant;
    }

    public RequestSpecification as(String... permissions) {
        return given().auth()
                .oauth2(Tokens.ofTenant("commerce", tenant, permissions))
                .contentType("application/json");
    }

    public ValidatableResponse post(String path, String body) {
        return as("orders:*", "stores:*").body(body).post(path).then();
    }

    public ValidatableResponse put(String path, String body) {
        return as("orders:*").body(body).put(path).then();
    }

    public ValidatableResponse get(String path) {
        return as("orders:read", "stores:read").get(path).then();
    }

    /** Places {@link #ORDER} and answers its address. */
    public String placeOrder() {
        return post("/api/v1/orders", ORDER).statusCode(201).extract().header("Location");
    }

    /** A problem's body without what differs from request to request. */
    public static String withoutTrace(String problem) {
        return problem.replaceFirst(",\"trace_id\":\"[0-9a-f]{32}\"", "");
    }
}
