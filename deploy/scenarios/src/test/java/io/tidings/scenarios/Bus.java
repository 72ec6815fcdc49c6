package io.tidings.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidings.contracts.Topics;
import io.tidings.local.suite.Part;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/** A producer outside the suite, and a reader of its dead letters. */
final class Bus {
    private final String servers;

    Bus(World world) {
        servers = "localhost:" + world.suite().address(Part.KAFKA).getPort();
    }

    /** Publishes on the ingress as CloudEvents in binary mode. */
    void publish(UUID tenant, String type, UUID subject, Map<String, ?> data) {
        publish(UUID.randomUUID().toString(), tenant, type, subject, data);
    }

    /** As above with an id of the caller's choice, to send an event twice. */
    void publish(String id, UUID tenant, String type, UUID subject, Map<String, ?> data) {
        send(
                tenant + ":" + subject,
                Door.json(data),
                new HashMap<>(Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        id,
                        "ce_type",
                        type,
                        "ce_source",
                        "/warehouse",
                        "ce_subject",
                        subject.toString(),
                        "ce_time",
                        Instant.now().toString(),
                        "ce_tenantid",
                        tenant.toString(),
                        "content-type",
                        "application/json")));
    }

    void send(String key, byte[] value, Map<String, String> headers) {
        send(Topics.INGRESS, key, value, headers);
    }

    /** What the tenant service publishes when somebody becomes a member or gets another role. */
    void member(UUID tenant, String subject, String role, List<String> permissions) {
        var state = Map.of("tenant_id", tenant, "subject", subject, "role", role, "permissions", permissions);
        send(Topics.DIRECTORY, "member:" + tenant + ":" + subject, Door.json(state), Map.of());
    }

    void send(String topic, String key, byte[] value, Map<String, String> headers) {
        var serializer = new ByteArraySerializer();
        try (var producer =
                new KafkaProducer<>(Map.<String, Object>of("bootstrap.servers", servers), serializer, serializer)) {
            var each = new ProducerRecord<>(topic, key.getBytes(UTF_8), value);
            headers.forEach((name, text) -> each.headers().add(name, text.getBytes(UTF_8)));
            producer.send(each).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where each partition of the suite's topics ends. */
    Map<TopicPartition, Long> ends() {
        try (var consumer = consumer()) {
            return consumer.endOffsets(consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .filter(each -> each.topic().startsWith("tidings."))
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList());
        }
    }

    /** All that came since then, with key and headers, as text. */
    List<String> since(Map<TopicPartition, Long> begins) {
        try (var consumer = consumer()) {
            consumer.assign(begins.keySet());
            begins.forEach(consumer::seek);
            return readToEnd(consumer, begins.keySet()).stream().map(Bus::text).toList();
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> each) {
        var text = new StringBuilder(each.topic());
        text.append(' ').append(each.key() == null ? "" : new String(each.key(), UTF_8));
        each.headers()
                .forEach(header ->
                        text.append(' ').append(header.key()).append('=').append(new String(header.value(), UTF_8)));
        return text.append(' ')
                .append(each.value() == null ? "" : new String(each.value(), UTF_8))
                .toString();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        var deserializer = new ByteArrayDeserializer();
        return new KafkaConsumer<>(Map.<String, Object>of("bootstrap.servers", servers), deserializer, deserializer);
    }

    private static List<ConsumerRecord<byte[], byte[]>> readToEnd(
            KafkaConsumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        var ends = consumer.endOffsets(partitions);
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
            consumer.poll(Duration.ofMillis(200)).forEach(found::add);
        }
        return found;
    }

    /** Dead letters of the ingress whose key begins so. */
    List<ConsumerRecord<byte[], byte[]>> deadLetters(String keyPrefix) {
        return deadLetters(Topics.INGRESS, keyPrefix);
    }

    List<ConsumerRecord<byte[], byte[]>> deadLetters(String of, String keyPrefix) {
        var topic = Topics.deadLetters(of);
        try (var consumer = consumer()) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return readToEnd(consumer, partitions).stream()
                    .filter(each -> each.key() != null && new String(each.key(), UTF_8).startsWith(keyPrefix))
                    .toList();
        }
    }

    static String reason(ConsumerRecord<byte[], byte[]> letter) {
        return new String(letter.headers().lastHeader("tidings-reason").value(), UTF_8);
    }
}
