package io.tidings.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** The walk is worth what its bodies are. */
class BodyFillerTest {
    private static final String DOCUMENT = """
            {"components":{"schemas":{
              "Id":{"type":"string","format":"uuid"},
              "Line":{"type":"object","required":["quantity"],"properties":{
                "contact_id":{"$ref":"#/components/schemas/Id"},
                "quantity":{"type":"integer","minimum":3}}},
              "Body":{"type":"object","required":["kind"],"properties":{
                "kind":{"type":"string","pattern":"one|two"},
                "shop":{"type":"string","pattern":"[A-Za-z0-9][A-Za-z0-9-]*\\\\.myshopify\\\\.com","maxLength":255},
                "note":{"type":["string","null"],"maxLength":60,"pattern":"\\\\S"},
                "lines":{"type":"array","items":{"$ref":"#/components/schemas/Line"}},
                "order_ids":{"type":"array","items":{"type":"string"}}}},
              "Riddle":{"type":"object","properties":{"x":{"type":"string","minLength":5,"maxLength":4}}}}}}""";

    private final JsonNode document = Door.parsed(DOCUMENT.strip());
    private final BodyFiller filler = new BodyFiller(document, "mark");

    private JsonNode schema(String name) {
        return document.path("components").path("schemas").path(name);
    }

    @Test
    void places_of_ids_are_found_in_objects_and_arrays() {
        assertThat(filler.idPlaces(schema("Body"))).containsExactly("/lines/0/contact_id", "/order_ids/0");
    }

    @Test
    void a_whole_body_has_everything_and_the_ids_where_they_belong() {
        var body = filler.fill(schema("Body"), true, place -> place.equals("/lines/0/contact_id") ? "an-id" : null);
        assertThat(body.at("/kind").asText()).isEqualTo("one");
        assertThat(body.at("/shop").asText()).endsWith(".myshopify.com");
        assertThat(body.at("/note").asText()).startsWith("mark-");
        assertThat(body.at("/lines/0/contact_id").asText()).isEqualTo("an-id");
        assertThat(body.at("/lines/0/quantity").asInt()).isEqualTo(3);
    }

    @Test
    void the_least_body_has_what_must_be_and_what_leads_to_an_id() {
        assertThat(filler.fill(schema("Body"), false, place -> null).toString()).isEqualTo("{\"kind\":\"one\"}");
        assertThat(filler.fill(schema("Body"), false, place -> place.equals("/order_ids/0") ? "an-id" : null)
                        .at("/order_ids/0")
                        .asText())
                .isEqualTo("an-id");
    }

    @Test
    void what_cannot_be_made_is_said() {
        assertThatThrownBy(() -> filler.fill(schema("Riddle"), true, place -> null))
                .hasMessageContaining("Cannot fill /x");
    }
}
