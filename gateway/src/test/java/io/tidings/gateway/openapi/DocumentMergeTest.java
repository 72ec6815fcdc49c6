package io.tidings.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.gateway.routing.Service;
import org.junit.jupiter.api.Test;

import java.util.Map;

class DocumentMergeTest {
    private static ObjectNode json(String text) throws Exception {
        return (ObjectNode) JsonMapper.builder().build().readTree(text);
    }

    private static ObjectNode service(String path, String schema) throws Exception {
        return json("""
                {"paths": {"%s": {"get": {"x-permission": "x:read", "responses": {"200": {"content":
                   {"application/json": {"schema": {"$ref": "#/components/schemas/View"}}}}}}}},
                 "components": {"schemas": {"View": %s, "Problem": {"type": "object"}}}}
                """.formatted(path, schema));
    }

    @Test
    void two_things_of_one_name_get_two_names_and_each_reference_finds_its_own() throws Exception {
        ObjectNode merged = DocumentMerge.of(Map.of(
                Service.BILLING, service("/api/v1/invoices", "{\"type\": \"object\"}"),
                Service.COMMERCE, service("/api/v1/orders", "{\"type\": \"string\"}")));

        assertThat(merged.at("/components/schemas/View/type").asText()).isEqualTo("object");
        assertThat(merged.at("/components/schemas/CommerceView/type").asText()).isEqualTo("string");
        assertThat(merged.at("/components/schemas").size()).isEqualTo(3);
        String schema = "/get/responses/200/content/application~1json/schema/$ref";
        assertThat(merged.at("/paths/~1api~1v1~1invoices" + schema).asText()).endsWith("/View");
        assertThat(merged.at("/paths/~1api~1v1~1orders" + schema).asText()).endsWith("/CommerceView");
    }

    @Test
    void the_same_thing_in_two_services_is_there_once() throws Exception {
        ObjectNode merged = DocumentMerge.of(Map.of(
                Service.BILLING, service("/api/v1/invoices", "{\"type\": \"object\"}"),
                Service.COMMERCE, service("/api/v1/orders", "{\"type\": \"object\"}")));

        assertThat(merged.at("/components/schemas").size()).isEqualTo(2);
    }

    @Test
    void a_service_that_was_never_there_is_named() throws Exception {
        ObjectNode merged = DocumentMerge.of(Map.of(Service.BILLING, service("/api/v1/invoices", "{}")));

        assertThat(merged.path("x-missing-services")).hasSize(4);
        assertThat(merged.path("x-missing-services").toString()).doesNotContain("billing");
    }

    @Test
    void a_closed_operation_is_left_out_and_a_webhook_needs_no_key() throws Exception {
        ObjectNode merged = DocumentMerge.of(Map.of(Service.COMMERCE, json("""
                        {"paths": {
                          "/api/v1/orders": {"get": {"x-permission": "closed"}},
                          "/webhooks/shopify/{store}": {"post": {"x-permission": "webhooks:receive"}}}}
                        """)));

        assertThat(merged.path("paths").has("/api/v1/orders")).isFalse();
        ObjectNode hook = (ObjectNode) merged.at("/paths/~1webhooks~1shopify~1{store}/post");
        assertThat(hook.path("security").isArray()).isTrue();
        assertThat(hook.path("security")).isEmpty();
        assertThat(hook.path("x-problem-codes").toString()).doesNotContain("credential.missing");
    }
}
