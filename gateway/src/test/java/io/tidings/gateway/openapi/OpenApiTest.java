package io.tidings.gateway.openapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tidings.gateway.StubServices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

@QuarkusTest
@WithTestResource(StubServices.class)
class OpenApiTest {

    private static JsonPath document() {
        return given().get("/openapi")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .extract()
                .jsonPath();
    }

    @Test
    void one_document_has_the_operations_of_all_services_and_nothing_that_cannot_be_reached() {
        JsonPath document = document();

        assertThat(document.getString("openapi")).startsWith("3.1");
        assertThat(document.<String, Object>getMap("paths"))
                .containsOnlyKeys("/api/v1/contacts", "/api/v1/orders", "/api/v1/me", "/login", "/logout");
        assertThat(document.getString("paths.'/api/v1/orders'.get.tags[0]")).isEqualTo("commerce");
        assertThat(document.<String, Object>getMap("components.securitySchemes"))
                .containsKeys("api-key", "bearer");
    }

    @Test
    void every_operation_has_its_permission_and_the_codes_of_the_service_and_of_the_gateway() {
        JsonPath document = document();
        Map<String, Map<String, Map<String, Object>>> paths = document.getMap("paths");

        paths.forEach((path, operations) -> operations.forEach((verb, operation) ->
                assertThat(operation).as("%s %s", verb, path).containsKeys("x-permission", "x-problem-codes")));
        assertThat(document.<String>getList("paths.'/api/v1/orders'.get.x-problem-codes"))
                .contains(
                        "page.cursor",
                        "credential.invalid",
                        "tenant.conflict",
                        "credential.network",
                        "limit.exceeded",
                        "service.timeout")
                .doesNotContain("tenant.suspended", "request.too-large", "limit.unavailable");
        assertThat(document.<String>getList("paths.'/api/v1/contacts'.post.x-problem-codes"))
                .contains("tenant.suspended", "request.too-large");
        assertThat(document.<String>getList("paths.'/api/v1/orders'.get.responses.'400'.x-problem-codes"))
                .contains("page.cursor", "request.path");
    }

    @Test
    void what_the_gateway_answers_itself_is_described_too() {
        JsonPath document = document();

        assertThat(document.getString("paths.'/api/v1/me'.get.tags[0]")).isEqualTo("gateway");
        assertThat(document.<String>getList("paths.'/api/v1/me'.get.x-problem-codes"))
                .contains("credential.missing", "person.needed", "login.unavailable");
        assertThat(document.<String>getList("paths.'/api/v1/me'.get.responses.'403'.x-problem-codes"))
                .containsExactly("person.needed");
        assertThat(document.<Object>getList("paths.'/login'.get.security")).isEmpty();
        assertThat(document.getString("paths.'/logout'.post.responses.'204'.description"))
                .isNotBlank();
    }

    @Test
    void a_service_that_went_away_is_still_described() throws Exception {
        document();
        StubServices.shut();
        try {
            assertThat(document().<String, Object>getMap("paths")).containsKey("/api/v1/orders");
        } finally {
            StubServices.restart();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/docs/start.js", "/docs/swagger-ui-bundle.js", "/docs/swagger-ui.css"})
    void the_viewer_comes_from_this_process_and_loads_nothing_from_elsewhere(String path) {
        String plain = given().header("Accept-Encoding", "identity")
                .get(path)
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("default-src 'self'"))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .extract()
                .asString();

        assertThat(plain).isNotBlank();
        if (!path.endsWith("bundle.js") && !path.endsWith(".css")) {
            assertThat(plain).doesNotContain("http://", "https://", "//cdn");
        }
        given().header("Accept-Encoding", "gzip")
                .get(path)
                .then()
                .statusCode(200)
                .header("Content-Encoding", "gzip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/", "/docs/index.html", "/docs/../openapi", "/openapi/x", "/openapi-ui/index.html"})
    void nothing_else_is_served_beside_them(String path) {
        assertThat(given().urlEncodingEnabled(false).get(path).statusCode()).isIn(400, 404);
    }

    @Test
    void an_unknown_host_has_no_documents() {
        given().header("Host", "nobody.localhost").get("/openapi").then().statusCode(404);
        given().header("Host", "nobody.localhost").get("/docs").then().statusCode(404);
        given().post("/openapi").then().statusCode(404);
    }
}
