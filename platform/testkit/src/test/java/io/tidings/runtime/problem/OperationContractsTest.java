package io.tidings.runtime.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** What the document of a service says about permissions and problems, of the platform's own little service. */
@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class OperationContractsTest {
    private JsonPath document;

    @BeforeEach
    void read() {
        document = given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void every_operation_names_its_permission() {
        Map<String, Map<String, Map<String, Object>>> paths = document.getMap("paths");

        assertThat(paths).isNotEmpty();
        paths.forEach((path, operations) -> operations.forEach((verb, operation) ->
                assertThat(operation).as("%s %s", verb, path).containsKeys("x-permission", "x-problem-codes")));
        assertThat(document.getString("paths.'/api/v1/notes'.post.x-permission"))
                .isEqualTo("notes:write");
        assertThat(document.getString("paths.'/api/v1/notes/{id}'.get.x-permission"))
                .isEqualTo("notes:read");
    }

    @Test
    void a_method_that_declares_none_is_told_to_be_closed() {
        assertThat(document.getString("paths.'/api/v1/notes/forgotten'.get.x-permission"))
                .isEqualTo(OperationContracts.CLOSED);
    }

    @Test
    void the_codes_are_those_the_operation_can_answer_with() {
        List<String> codes = document.getList("paths.'/api/v1/notes'.post.x-problem-codes");

        assertThat(codes)
                .contains(
                        "note.refused",
                        "tenant.missing",
                        "idempotency.key",
                        "idempotency.still-running",
                        "idempotency.other-body",
                        "request.malformed",
                        "request.invalid",
                        "permission.missing")
                .doesNotContain("page.cursor", "money.amount")
                .doesNotHaveDuplicates();
        assertThat(document.<String>getList("paths.'/api/v1/notes/{id}'.get.x-problem-codes"))
                .contains("tenant.missing")
                .doesNotContain("note.refused", "request.malformed");
    }

    @Test
    void properties_are_called_what_they_are_called_in_bodies() {
        assertThat(document.<String, Object>getMap("components.schemas.NoteRequest.properties"))
                .containsKeys("text", "line_items");
    }

    @Test
    void each_status_has_its_codes_and_the_body_of_a_problem() {
        String refused = "paths.'/api/v1/notes'.post.responses.'429'.";

        assertThat(document.<String>getList(refused + "x-problem-codes")).containsExactly("note.refused");
        assertThat(document.getString(refused + "content.'application/problem+json'.schema.'$ref'"))
                .isEqualTo("#/components/schemas/Problem");
        assertThat(document.<String>getList("components.schemas.Problem.required"))
                .contains("code");
    }
}
