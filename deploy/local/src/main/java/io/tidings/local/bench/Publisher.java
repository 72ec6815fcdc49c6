package io.tidings.local.bench;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Events on the suite's Kafka, CloudEvents in binary mode. */
final class Publisher implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;

    private Publisher(KafkaProducer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    static Publisher to(int kafkaPort) {
        ByteArraySerializer bytes = new ByteArraySerializer();
        return new Publisher(new KafkaProducer<>(
                Map.<String, Object>of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        "127.0.0.1:" + kafkaPort,
                        ProducerConfig.LINGER_MS_CONFIG,
                        0),
                bytes,
                bytes));
    }

    /** Sends one event; {@code ending} is told when the broker has it. */
    void publish(String topic, String tenant, String type, UUID subject, String json, Shot.Ending ending) {
        var event = new ProducerRecord<>(topic, utf8(tenant + ":" + subject), utf8(json));
        header(event, "ce_specversion", "1.0");
        header(event, "ce_id", UUID.randomUUID().toString());
        header(event, "ce_type", type);
        header(event, "ce_source", "/bench");
        header(event, "ce_subject", subject.toString());
        header(event, "ce_time", Instant.now().toString());
        header(event, "ce_tenantid", tenant);
        header(event, "content-type", "application/json");
        producer.send(event, (done, failure) -> {
            if (failure == null) {
                ending.good();
            } else {
                ending.failed(failure.toString());
            }
        });
    }

    private static void header(ProducerRecord<byte[], byte[]> event, String name, String value) {
        event.headers().add(name, utf8(value));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
