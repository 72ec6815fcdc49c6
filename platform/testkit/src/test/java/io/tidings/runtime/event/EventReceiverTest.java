package io.tidings.runtime.event;

import static io.tidings.testkit.infra.Patience.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.contracts.Customer;
import io.tidings.contracts.EventTypes;
import io.tidings.contracts.Topics;
import io.tidings.contracts.commerce.OrderShipped;
import io.tidings.contracts.tenant.TenantCreated;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Patience;
import io.tidings.testkit.infra.Records;
import io.tidings.testkit.infra.TidingsInfra;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class EventReceiverTest {

    @Inject
    RecordPublisher publisher;

    @Inject
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String servers;

    private final UUID tenant = Database.knownTenant("Europe/Madrid");
    private final UUID order = UUID.randomUUID();

    private OrderShipped shipped(String number, String carrier) {
        return new OrderShipped(order, number, new Customer("Lucía", null), carrier, null, null, Instant.now());
    }

    private void publish(String number, String carrier) {
        Records.publish(Topics.COMMERCE, tenant, shipped(number, carrier));
    }

    private List<String> notes() {
        return Database.column("select text from notes where tenant_id = ? order by id", tenant);
    }

    private void untilNotes(String... texts) {
        await().untilAsserted(() -> assertThat(notes()).containsExactly(texts));
    }

    private List<ConsumerRecord<byte[], byte[]>> letters(String topic) {
        return Records.all(Topics.deadLetters(topic)).stream()
                .filter(r -> r.key() != null && new String(r.key(), UTF_8).contains(order.toString()))
                .toList();
    }

    private void untilBuried(String topic, String reason, String value) {
        await().untilAsserted(() -> assertThat(letters(topic)).singleElement().satisfies(letter -> {
            assertThat(Records.header(letter, "tidings-reason")).isEqualTo(reason);
            assertThat(letter.value()).asString(UTF_8).isEqualTo(value);
        }));
    }

    private Map<String, String> headers() {
        return new HashMap<>(Map.of(
                "content-type",
                "application/json",
                "ce_specversion",
                "1.0",
                "ce_id",
                UUID.randomUUID().toString(),
                "ce_type",
                EventTypes.nameOf(OrderShipped.class),
                "ce_source",
                "/test",
                "ce_tenantid",
                tenant.toString()));
    }

    private String key() {
        return tenant + ":" + order;
    }

    private static String payload(UUID order) {
        return """
                {"order_id":"%s","order_number":"raw","customer":{},"shipped_at":"2026-11-22T09:30:00Z"}""".formatted(order);
    }

    @Test
    void an_event_that_comes_twice_is_worked_once() {
        var id = Records.publish(Topics.COMMERCE, tenant, shipped("first", "any"));
        Records.publish(Topics.COMMERCE, tenant, shipped("first", "any"), id);
        publish("second", "any");
        untilNotes("first", "second");
    }

    @Test
    void events_of_one_key_are_worked_in_their_order() {
        var numbers = IntStream.range(0, 40).mapToObj(Integer::toString).toArray(String[]::new);
        for (var number : numbers) {
            publish(number, "any");
        }
        untilNotes(numbers);
    }

    @Test
    void one_that_fails_among_many_takes_none_of_them_along() {
        var records = IntStream.range(0, 40)
                .mapToObj(i -> shipped(Integer.toString(i), i == 20 ? "refuse" : "any"))
                .toList();
        records.forEach(record -> Records.publish(Topics.COMMERCE, tenant, record));
        untilNotes(IntStream.range(0, 40)
                .filter(i -> i != 20)
                .mapToObj(Integer::toString)
                .toArray(String[]::new));
        await().untilAsserted(() -> assertThat(letters(Topics.COMMERCE)).hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "{\"order_id\":", "[]"})
    void bad_json_is_put_aside_and_its_neighbours_are_worked(String value) {
        publish("before", "any");
        Records.publish(Topics.COMMERCE, key(), value, headers());
        publish("after", "any");
        untilNotes("before", "after");
        untilBuried(Topics.COMMERCE, "event.json", value);
    }

    @Test
    void an_event_that_names_two_tenants_is_put_aside() {
        var headers = headers();
        headers.put("ce_tenantid", Database.knownTenant("UTC").toString());
        Records.publish(Topics.COMMERCE, key(), payload(order), headers);
        publish("after", "any");
        untilNotes("after");
        untilBuried(Topics.COMMERCE, "event.key-disagrees", payload(order));
    }

    @Test
    void what_a_handler_refuses_is_put_aside_with_its_code_and_without_effect() {
        publish("refused", "refuse");
        publish("after", "any");
        untilNotes("after");
        await().untilAsserted(() -> assertThat(letters(Topics.COMMERCE))
                .extracting(l -> Records.header(l, "tidings-reason"))
                .containsExactly("test.refused"));
    }

    @Test
    void a_handlers_bug_is_put_aside_without_effect_and_without_its_words() {
        publish("broken", "bug");
        publish("after", "any");
        untilNotes("after");
        await().untilAsserted(() -> assertThat(letters(Topics.COMMERCE))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(Records.header(letter, "tidings-reason")).isEqualTo("event.failed");
                    letter.headers()
                            .forEach(h ->
                                    assertThat(new String(h.value(), UTF_8)).doesNotContain("Luc", "hunter2"));
                }));
    }

    @Test
    void what_passes_by_itself_is_tried_again() {
        publish("flaky", "fails twice");
        publish("after", "any");
        untilNotes("flaky", "after");
        assertThat(letters(Topics.COMMERCE)).isEmpty();
    }

    @Test
    void an_event_that_overtakes_the_news_of_its_tenant_waits_without_holding_up_that_news() {
        var young = UUID.randomUUID();
        Records.publish(Topics.COMMERCE, young, shipped("early", "any"));
        Records.publish(
                Topics.TENANT,
                young,
                new TenantCreated(
                        young,
                        "Rosa",
                        "rosa",
                        "free",
                        "Europe/Madrid",
                        "es",
                        List.of(),
                        true,
                        null,
                        null,
                        null,
                        Instant.now()));
        await().untilAsserted(() -> assertThat(Database.column("select text from notes where tenant_id = ?", young))
                .containsExactly("early"));
    }

    @Test
    void more_records_than_wait_at_once_flow_through() {
        var type = "io.tidings.commerce.of-a-later-release.v1".getBytes(UTF_8);
        var records = IntStream.range(0, 5_000)
                .mapToObj(i -> {
                    var each = new ProducerRecord<>(Topics.COMMERCE, key().getBytes(UTF_8), "{}".getBytes(UTF_8));
                    each.headers().add("ce_type", type);
                    return each;
                })
                .toList();
        publisher.publish(records).await().atMost(Patience.LIMIT);
        publish("after", "any");
        untilNotes("after");
        assertThat(letters(Topics.COMMERCE)).isEmpty();
    }

    @Test
    void what_was_worked_is_committed_and_does_not_come_again() {
        publish("worked", "any");
        untilNotes("worked");
        try (var kafka = Admin.create(Map.of("bootstrap.servers", servers))) {
            await().untilAsserted(() -> {
                var committed = kafka.listConsumerGroupOffsets("commerce")
                        .partitionsToOffsetAndMetadata()
                        .get();
                var ends = Records.all(Topics.COMMERCE).stream()
                        .collect(Collectors.groupingBy(ConsumerRecord::partition, Collectors.counting()));
                assertThat(ends)
                        .isNotEmpty()
                        .allSatisfy((partition, end) -> assertThat(
                                        committed.get(new TopicPartition(Topics.COMMERCE, partition)))
                                .isNotNull()
                                .satisfies(done -> assertThat(done.offset()).isEqualTo(end)));
            });
        }
    }

    @Test
    void outside_producers_are_heard_in_both_modes_of_cloudevents() {
        Records.publish(Topics.INGRESS, null, payload(order), headers());
        untilNotes("raw");
        var structured =
                """
                {"specversion":"1.0","id":"%s","type":"%s","source":"/shop","tenantid":"%s","data":%s}""".formatted(UUID.randomUUID(), EventTypes.nameOf(OrderShipped.class), tenant, payload(order));
        Records.publish(Topics.INGRESS, key(), structured, Map.of("content-type", "application/cloudevents+json"));
        untilNotes("raw", "raw");
    }

    @Test
    void outside_producers_may_name_nobody() {
        var headers = headers();
        var stranger = UUID.randomUUID();
        headers.put("ce_tenantid", stranger.toString());
        Records.publish(Topics.INGRESS, stranger + ":" + order, payload(order), headers);
        untilBuried(Topics.INGRESS, "event.unknown-tenant", payload(order));
    }

    @Test
    void outside_producers_must_keep_the_schema() {
        var bad = payload(order).replace("2026-11-22T09:30:00Z", "yesterday");
        Records.publish(Topics.INGRESS, key(), bad, headers());
        untilBuried(Topics.INGRESS, "event.schema", bad);
    }

    @Test
    void what_no_service_takes_from_outside_is_buried_by_the_one_that_adopts_orphans() {
        var headers = headers();
        headers.put("ce_type", "com.example.unheard-of.v1");
        Records.publish(Topics.INGRESS, key(), "{}", headers);
        untilBuried(Topics.INGRESS, "event.type", "{}");
    }

    @Test
    void a_structured_event_that_is_no_json_is_buried_too() {
        Records.publish(Topics.INGRESS, key(), "{oops", Map.of("content-type", "application/cloudevents+json"));
        untilBuried(Topics.INGRESS, "event.json", "{oops");
    }
}
