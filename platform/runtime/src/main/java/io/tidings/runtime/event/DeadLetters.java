package io.tidings.runtime.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Singleton;

/**
 * Puts records that can never be used aside on {@code <topic>.dlq}: the original key and bytes, the reason as a code,
 * and of the original headers only those that are needed to read it again and can hold no text of a person.
 */
@Singleton
class DeadLetters {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final List<String> KEPT =
            List.of("content-type", "ce_specversion", "ce_id", "ce_type", "ce_source", "ce_tenantid");

    private final RecordPublisher publisher;
    private final String service;

    DeadLetters(RecordPublisher publisher, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.publisher = publisher;
        this.service = service;
    }

    Uni<Void> bury(ConsumerRecord<byte[], byte[]> record, String reason) {
        LOG.warnf("Record %s-%d@%d unusable: %s", record.topic(), record.partition(), record.offset(), reason);
        var headers = new RecordHeaders()
                .add("tidings-reason", reason.getBytes(UTF_8))
                .add("tidings-service", service.getBytes(UTF_8))
                .add("tidings-topic", record.topic().getBytes(UTF_8))
                .add("tidings-partition", Integer.toString(record.partition()).getBytes(UTF_8))
                .add("tidings-offset", Long.toString(record.offset()).getBytes(UTF_8));
        for (var name : KEPT) {
            var value = CloudEventReader.header(record.headers(), name);
            if (value != null && value.matches("[A-Za-z0-9/:;._=+ -]{1,200}")) {
                headers.add(name, value.getBytes(UTF_8));
            }
        }
        var letter = new ProducerRecord<>(
                Topics.deadLetters(record.topic()), null, null, record.key(), record.value(), headers);
        return publisher
                .publish(List.of(letter))
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(5))
                .indefinitely();
    }
}
