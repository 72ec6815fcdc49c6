package io.tidings.runtime.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.EventTypes;
import io.tidings.contracts.Topics;
import io.tidings.contracts.commerce.OrderShipped;
import io.tidings.runtime.web.TestJson;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

class CloudEventReaderTest {
    private static final String TYPE = EventTypes.nameOf(OrderShipped.class);

    private final CloudEventReader reader = new CloudEventReader(TestJson.strict(), new SchemaCheck());
    private final UUID tenant = UUID.randomUUID();
    private final UUID order = UUID.randomUUID();
    private final Map<String, @Nullable String> headers = new HashMap<>(Map.of(
            "content-type", "application/json",
            "ce_specversion", "1.0",
            "ce_id", "e-1",
            "ce_type", TYPE,
            "ce_source", "/tidings/commerce",
            "ce_subject", order.toString(),
            "ce_time", "2026-11-22T10:30:00+01:00",
            "ce_tenantid", tenant.toString()));
    private String topic = Topics.COMMERCE;

    @Nullable
    private String key = tenant + ":" + order;

    @Nullable
    private String value = """
            {"order_id":"%s","order_number":"#1","customer":{"name":"Lucía","phone":"+34600111222"},
             "carrier":null,"tracking_number":null,"tracking_url":null,"shipped_at":"2026-11-22T09:30:00Z"}""".formatted(order);

    private ConsumerRecord<byte[], byte[]> received() {
        var received = new ConsumerRecord<>(topic, 0, 0, bytes(key), bytes(value));
        headers.forEach((name, text) -> {
            if (text != null) {
                received.headers().add(name, text.getBytes(UTF_8));
            }
        });
        return received;
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(UTF_8);
    }

    private Envelope<OrderShipped> read() {
        return reader.read(received(), OrderShipped.class);
    }

    private void refusedAs(String code) {
        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        Unusable.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private void structured() {
        value = """
                {"specversion":"1.0","id":"e-1","type":"%s","source":"/tidings/commerce","subject":"%s",
                 "time":"2026-11-22T09:30:00Z","tenantid":"%s","traceparent":"00-a-b-01","data":%s}""".formatted(TYPE, order, tenant, value);
        headers.clear();
        headers.put("content-type", "application/cloudevents+json; charset=utf-8");
    }

    private void replace(String before, String after) {
        value = String.valueOf(value).replace(before, after);
    }

    @Test
    void a_binary_event_is_read_with_its_attributes() {
        headers.put("traceparent", "00-a-b-01");
        var event = read();
        assertThat(reader.typeOf(received())).isEqualTo(TYPE);
        assertThat(event.id()).isEqualTo("e-1");
        assertThat(event.tenant().value()).isEqualTo(tenant);
        assertThat(event.source()).isEqualTo("/tidings/commerce");
        assertThat(event.time()).isEqualTo(Instant.parse("2026-11-22T09:30:00Z"));
        assertThat(event.traceparent()).isEqualTo("00-a-b-01");
        assertThat(event.data().customer().name()).isEqualTo("Lucía");
    }

    @Test
    void a_structured_event_reads_the_same() {
        var binary = read();
        structured();
        assertThat(reader.typeOf(received())).isEqualTo(TYPE);
        assertThat(read())
                .usingRecursiveComparison()
                .ignoringFields("traceparent")
                .isEqualTo(binary);
        assertThat(read().traceparent()).isEqualTo("00-a-b-01");
    }

    @Test
    void properties_of_a_later_release_are_skipped() {
        replace("\"order_number\"", "\"gift_wrap\":{\"colour\":\"red\"},\"order_number\"");
        assertThat(read().data().orderNumber()).isEqualTo("#1");
        topic = Topics.INGRESS;
        assertThat(read().data().orderNumber()).isEqualTo("#1");
    }

    @ParameterizedTest
    @CsvSource({"ce_id, event.id", "ce_source, event.source", "ce_tenantid, event.tenant"})
    void a_missing_attribute_is_named(String header, String code) {
        headers.remove(header);
        refusedAs(code);
    }

    @ParameterizedTest
    @CsvSource({"id, event.id", "source, event.source", "tenantid, event.tenant", "data, event.data"})
    void a_missing_attribute_is_named_in_structured_mode_too(String attribute, String code) {
        structured();
        replace("\"" + attribute + "\":", "\"x" + attribute + "\":");
        refusedAs(code);
    }

    @Test
    void attributes_are_bounded() {
        headers.put("ce_id", "x".repeat(201));
        refusedAs("event.id");
        headers.put("ce_id", "a\u0000b");
        refusedAs("event.id");
    }

    @Nested
    class Header_key_and_payload_must_name_one_tenant_and_subject {
        private final String other = UUID.randomUUID().toString();

        @Test
        void another_tenant_in_the_key() {
            key = other + ":" + order;
            refusedAs("event.key-disagrees");
        }

        @Test
        void another_subject_in_the_key() {
            key = tenant + ":" + other;
            refusedAs("event.key-disagrees");
        }

        @Test
        void another_tenant_in_the_header() {
            headers.put("ce_tenantid", other);
            refusedAs("event.key-disagrees");
            key = null;
            topic = Topics.INGRESS;
            replace("{\"order_id\"", "{\"tenant_id\":\"" + tenant + "\",\"order_id\"");
            refusedAs("event.tenant-disagrees");
        }

        @Test
        void another_tenant_in_a_header_beside_a_structured_event() {
            structured();
            headers.put("ce_tenantid", other);
            refusedAs("event.tenant-disagrees");
        }

        @Test
        void another_subject_in_the_header() {
            headers.put("ce_subject", other);
            refusedAs("event.subject-disagrees");
        }

        @Test
        void no_key_at_all_is_allowed_to_outside_producers_only() {
            key = null;
            refusedAs("event.key");
            topic = Topics.INGRESS;
            assertThat(read().data().orderId()).isEqualTo(order);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "not json", "{\"a\":1} trailing", "[]", "\"text\"", "null", "{\"a\":1,\"a\":2}"})
    void bad_json_is_refused(String text) {
        value = text;
        refusedAs("event.json");
    }

    @Test
    void a_tombstone_and_json_without_end_of_nesting_are_refused() {
        value = "{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
        refusedAs("event.json");
        value = null;
        refusedAs("event.json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "order_number":"#1"               | "order_number":"#\\u0000"
            "shipped_at":"2026-11-22T09:30    | "shipped_at":"yesterday
            "customer":{                      | "customer":[],"x":{
            "order_id":                       | "order":
            """)
    void a_payload_of_another_shape_is_refused(String before, String after) {
        replace(before, after);
        refusedAs("event.data");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "order_number":"#1"               | "order_number":""
            "+34600111222"                    | "600 111 222"
            "shipped_at":                     | "x":
            "tracking_url":null               | "tracking_url":"javascript:alert(1)"
            """)
    void outside_producers_must_keep_the_published_schema(String before, String after) {
        topic = Topics.INGRESS;
        replace(before, after);
        refusedAs("event.schema");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-13-01T00:00:00Z", "1700000000"})
    void a_time_of_another_form_is_refused(String time) {
        headers.put("ce_time", time);
        refusedAs("event.time");
    }

    @Nested
    class A_handler_that_has_to_do_with_order_2_only {
        private final SelectiveHandler<OrderShipped> handler = new SelectiveHandler<>() {
            @Override
            public String topic() {
                return Topics.COMMERCE;
            }

            @Override
            public Class<OrderShipped> type() {
                return OrderShipped.class;
            }

            @Override
            public boolean concerns(OrderShipped event) {
                return event.orderNumber().equals("#2");
            }

            @Override
            public Uni<Void> on(Envelope<OrderShipped> event) {
                return Uni.createFrom().voidItem();
            }
        };

        private void is_concerned_by_order_2_only() {
            assertThat(reader.concerns(received(), handler)).isFalse();
            replace("\"#1\"", "\"#2\"");
            assertThat(reader.concerns(received(), handler)).isTrue();
        }

        @Test
        void is_concerned_by_the_payload_of_the_suites_own_events() {
            headers.remove("ce_time");
            is_concerned_by_order_2_only();
        }

        @Test
        void is_concerned_by_structured_events_and_those_from_outside_alike() {
            topic = Topics.INGRESS;
            is_concerned_by_order_2_only();
            structured();
            assertThat(reader.concerns(received(), handler)).isTrue();
        }

        @ParameterizedTest
        @CsvSource({"{, event.json", "[], event.json", "{\"order_id\":7}, event.data"})
        void hears_what_is_wrong_with_others(String text, String code) {
            value = text;
            assertThatThrownBy(() -> reader.concerns(received(), handler))
                    .isInstanceOfSatisfying(
                            Unusable.class, e -> assertThat(e.code()).isEqualTo(code));
        }

        @Test
        void hears_that_an_event_from_outside_breaks_the_schema_though_it_is_another_order() {
            topic = Topics.INGRESS;
            replace("+34600111222", "600 111 222");
            assertThatThrownBy(() -> reader.concerns(received(), handler))
                    .isInstanceOfSatisfying(
                            Unusable.class, e -> assertThat(e.code()).isEqualTo("event.schema"));
        }
    }

    @Test
    void no_refusal_repeats_what_it_refuses() {
        replace("\"shipped_at\":\"2026-11-22T09:30", "\"shipped_at\":\"Lucía");
        assertThatThrownBy(this::read).hasMessageNotContaining("Luc").hasNoCause();
    }
}
