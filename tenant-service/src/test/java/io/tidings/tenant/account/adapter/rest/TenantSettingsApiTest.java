package io.tidings.tenant.account.adapter.rest;

import static io.tidings.tenant.Suite.asKey;
import static io.tidings.tenant.Suite.asOperator;
import static io.tidings.tenant.Suite.slug;
import static io.tidings.tenant.Suite.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class TenantSettingsApiTest {
    private static final String ALL = """
            {"time_zone":"Europe/Madrid","locale":"es","quiet_hours":{"start":"21:00","end":"08:00"},
             "packer_phones":["+34 600 11 12 22"],
             "brand":{"display_name":"Casa Lola","logo_url":"https://casa.example/logo.png","color":"#1a2b3c"}}""";

    @Test
    void all_of_them_are_kept_and_shown() {
        String id = asOperator()
                .body("{\"name\":\"R\",\"slug\":\"%s\",\"settings\":%s}".formatted(slug(), ALL))
                .post("/api/v1/tenants")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        asOperator()
                .get("/api/v1/tenants/" + id)
                .then()
                .statusCode(200)
                .body("settings.time_zone", equalTo("Europe/Madrid"))
                .body("settings.quiet_hours.start", equalTo("21:00"))
                .body("settings.packer_phones", contains("+34600111222"))
                .body("settings.brand.color", equalTo("#1a2b3c"))
                .body("time_zone", equalTo("Europe/Madrid"))
                .body("domain", nullValue());
    }

    @Test
    void what_is_absent_stays_and_a_brand_can_be_emptied() {
        var id = tenant("free");
        change(id.toString(), "{\"settings\":" + ALL + "}", 200);
        change(id.toString(), "{\"settings\":{\"brand\":{}}}", 200);
        asOperator()
                .get("/api/v1/tenants/" + id)
                .then()
                .body("settings.brand.display_name", nullValue())
                .body("settings.quiet_hours.end", equalTo("08:00"))
                .body("locale", equalTo("es"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"settings":{"colour":"red"}}                                          | 400 | request.malformed
            {"settings":{"brand":{"slogan":"x"}}}                                  | 400 | request.malformed
            {"settings":{"time_zone":"Mars/Olympus"}}                              | 422 | tenant.time-zone
            {"settings":{"quiet_hours":{"start":"21:00"}}}                         | 422 | request.invalid
            {"settings":{"quiet_hours":{"start":"24:00","end":"08:00"}}}           | 422 | tenant.quiet-hours
            {"settings":{"quiet_hours":{"start":"9:00","end":"08:00"}}}            | 422 | tenant.quiet-hours
            {"settings":{"brand":{"color":"red"}}}                                 | 422 | tenant.brand
            {"settings":{"brand":{"logo_url":"javascript:alert(1)"}}}              | 422 | tenant.brand
            {"settings":{"packer_phones":["12"]}}                                  | 422 | phone.invalid
            {"settings":{"locale":"es"},"locale":"en"}                             | 422 | tenant.settings-twice
            {"settings":{"locale":5}}                                              | 400 | request.malformed
            """)
    void what_is_no_setting_is_refused(String body, int status, String code) {
        asOperator()
                .body(body)
                .put("/api/v1/tenants/" + tenant("free"))
                .then()
                .statusCode(status)
                .body("code", equalTo(code));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                           | true
            {"brand":{},"packer_phones":[]}                              | true
            {"quiet_hours":{"start":"21:00","end":"08:00"}}              | true
            {"colour":"red"}                                             | false
            {"brand":{"slogan":"x"}}                                     | false
            {"quiet_hours":{"start":"21:00"}}                            | false
            {"quiet_hours":{"start":"24:00","end":"08:00"}}              | false
            {"brand":{"color":"red"}}                                    | false
            {"locale":5}                                                 | false
            """)
    void the_published_schema_and_the_api_agree(String settings, boolean good) {
        assertThat(schema().validate(settings, InputFormat.JSON).isEmpty()).isEqualTo(good);
        var status = asOperator()
                .body("{\"settings\":" + settings + "}")
                .put("/api/v1/tenants/" + tenant("free"))
                .statusCode();
        assertThat(status == 200).isEqualTo(good);
    }

    @Test
    void what_the_api_shows_is_what_the_schema_describes() {
        var id = tenant("free");
        change(id.toString(), "{\"settings\":" + ALL + "}", 200);
        var shown = asOperator().get("/api/v1/tenants/" + id).jsonPath().getMap("settings");
        assertThat(schema().validate(json(shown), InputFormat.JSON)).isEmpty();
    }

    private static String json(Object value) {
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Schema schema() {
        var text = asKey(tenant("free"), "tenants:read")
                .get("/api/v1/tenants/settings-schema")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text);
    }

    private static void change(String id, String body, int status) {
        asOperator().body(body).put("/api/v1/tenants/" + id).then().statusCode(status);
    }
}
