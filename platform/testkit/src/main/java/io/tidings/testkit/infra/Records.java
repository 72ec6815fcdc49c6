package io.tidings.testkit.infra;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tidings.contracts.Event;
import io.tidings.contracts.EventTypes;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/** Records on the test Kafka, written and read from outside the service. */
public final class Records {
    static final String BOOTSTRAP = "tidings.test.kafka";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private Records() {}

    /** Publishes an event as its service would, binary mode, and answers its id. */
    public static String publish(String topic, UUID tenant, Event event) {
        var id = UUID.randomUUID().toString();
        publish(topic, tenant, event, id);
        return id;
    }

    /** As above with an id of the caller's choice, to send the same event twice. */
    public static void publish(String topic, UUID tenant, Event event, String id) {
        publish(
                topic,
                tenant + ":" + event.subject(),
                json(event),
                Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        id,
                        "ce_type",
                        EventTypes.nameOf(event.getClass()),
                        "ce_source",
                        "/test",
                        "ce_subject",
                        event.subject().toString(),
                        "ce_time",
                        Instant.now().toString(),
                        "ce_tenantid",
                        tenant.toString(),
                        "content-type",
                        "application/json"));
    }

    /** Publishes any bytes under any headers. */
    public static void publish(String topic, @Nullable String key, String value, Map<String, String> headers) {
        var serializer = new ByteArraySerializer();
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", System.getProperty(BOOTSTRAP), "acks", "all"),
                serializer,
                serializer)) {
            var each = new ProducerRecord<>(topic, key == null ? null : key.getBytes(UTF_8), value.getBytes(UTF_8));
            headers.forEach((name, text) -> each.headers().add(name, text.getBytes(UTF_8)));
            producer.send(each).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything on a topic up to now. */
    public static List<ConsumerRecord<byte[], byte[]>> all(String topic) {
        var deserializer = new ByteArrayDeserializer();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", System.getProperty(BOOTSTRAP)),
                deserializer,
                deserializer)) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var all = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(all::add);
            }
            return all;
        }
    }

    /** The events of one type and tenant on a topic up to now. */
    public static <T extends Event> List<T> events(String topic, UUID tenant, Class<T> type) {
        return all(topic).stream()
                .filter(r -> EventTypes.nameOf(type).equals(header(r, "ce_type"))
                        && tenant.toString().equals(header(r, "ce_tenantid")))
                .map(r -> {
                    try {
                        return JSON.readValue(r.value(), type);
                    } catch (java.io.IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    /** A header's text, or null. */
    public static @Nullable String header(ConsumerRecord<byte[], byte[]> each, String name) {
        var header = each.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    private static String json(Event event) {
        try {
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
