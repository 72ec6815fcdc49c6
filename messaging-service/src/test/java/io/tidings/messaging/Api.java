package io.tidings.messaging;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import io.tidings.testkit.infra.Tokens;

import java.util.UUID;

/** Requests as the gateway passes them on. */
public final class Api {
    private Api() {}

    /** By a key of the tenant that may do everything. */
    public static RequestSpecification as(UUID tenant) {
        return as(tenant, "*");
    }

    public static RequestSpecification as(UUID tenant, String... permissions) {
        return given().header("Authorization", "Bearer " + Tokens.ofTenant("messaging", tenant, permissions))
                .contentType("application/json");
    }
}
