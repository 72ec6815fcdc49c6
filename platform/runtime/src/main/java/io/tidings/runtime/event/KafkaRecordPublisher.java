package io.tidings.runtime.event;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** {@link RecordPublisher} on one idempotent producer with acks=all. */
@Singleton
class KafkaRecordPublisher implements RecordPublisher {
    /** When it closes in a shutdown: after the last that has something to say. */
    static final int CLOSING = 5_000;

    private final KafkaProducer<byte[], byte[]> producer;

    KafkaRecordPublisher(@ConfigProperty(name = "kafka.bootstrap.servers") String servers) {
        var serializer = new ByteArraySerializer();
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        servers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        16 << 20,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        5_000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        5_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        10_000,
                        ProducerConfig.METADATA_MAX_AGE_CONFIG,
                        30_000),
                serializer,
                serializer);
    }

    @Override
    public Uni<Void> publish(List<ProducerRecord<byte[], byte[]>> records) {
        if (records.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom().deferred(() -> {
            var context = Vertx.currentContext();
            // send() blocks while it has no metadata, so it must not run on the event loop
            var sent = Uni.createFrom()
                    .<Void>emitter(emitter -> send(records, emitter))
                    .runSubscriptionOn(Thread::startVirtualThread);
            return context == null ? sent : sent.emitOn(task -> context.runOnContext(nothing -> task.run()));
        });
    }

    private void send(List<ProducerRecord<byte[], byte[]>> records, UniEmitter<? super Void> emitter) {
        var left = new AtomicInteger(records.size());
        var failure = new AtomicReference<Exception>();
        for (var each : records) {
            producer.send(each, (metadata, failed) -> {
                if (failed != null) {
                    failure.compareAndSet(null, failed);
                }
                if (left.decrementAndGet() == 0) {
                    var first = failure.get();
                    if (first == null) {
                        emitter.complete(null);
                    } else {
                        emitter.fail(first);
                    }
                }
            });
        }
    }

    void close(@Observes @Priority(CLOSING) ShutdownEvent end) {
        producer.close(Duration.ofSeconds(3));
    }
}
