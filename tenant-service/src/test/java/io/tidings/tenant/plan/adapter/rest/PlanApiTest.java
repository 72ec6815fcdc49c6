package io.tidings.tenant.plan.adapter.rest;

import static io.restassured.RestAssured.given;
import static io.tidings.tenant.Suite.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.testkit.infra.TidingsInfra;
import io.tidings.testkit.infra.Tokens;
import org.junit.jupiter.api.Test;

import java.util.List;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class PlanApiTest {
    @Test
    void everybody_may_know_what_can_be_had() {
        as(Tokens.sign("tenant", "public", "public", null, List.of("plans:read"), 60))
                .get("/api/v1/plans")
                .then()
                .statusCode(200)
                .body("items.name", contains("free", "starter", "pro", "enterprise"))
                .body("items[0].messages_per_month", equalTo(1000))
                .body("items[0].contacts", equalTo(500))
                .body("items[0].seats", equalTo(3))
                .body("items[0].api_rate", equalTo(120))
                .body("items[0].custom_domain", equalTo(false))
                .body("items[2].custom_domain", equalTo(true))
                .body("items[3].messages_per_month", nullValue())
                .body("items[3].seats", nullValue());
    }

    @Test
    void but_only_through_the_gateway() {
        given().get("/api/v1/plans").then().statusCode(401);
    }
}
