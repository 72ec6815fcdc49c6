package io.tidings.gateway.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tidings.contracts.EventTypes;
import io.tidings.contracts.Topics;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.inject.Singleton;

/** Publishes on {@code tidings.usage} as CloudEvents in binary mode; the window's id is the event's, so that copies are seen. */
@Singleton
class KafkaUsage implements UsageOutlet {
    private static final Logger LOG = Logger.getLogger(KafkaUsage.class);
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final UsageSettings settings;
    private @Nullable Producer<byte[], byte[]> producer;

    KafkaUsage(UsageSettings settings) {
        this.settings = settings;
    }

    @Override
    public List<Told> publish(List<Told> all, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        List<Told> left = new ArrayList<>();
        List<Future<RecordMetadata>> sent = new ArrayList<>(all.size());
        try {
            // Without the broker's metadata each send waits in vain: what there is no time for stays with us.
            for (int i = 0; i < all.size() && System.nanoTime() < end; i++) {
                sent.add(producer().send(recordOf(all.get(i))));
            }
        } catch (KafkaException e) {
            LOG.debugf("usage.broker-away cause=%s", e.getClass().getSimpleName());
        }
        left.addAll(all.subList(sent.size(), all.size()));
        for (int i = 0; i < sent.size(); i++) {
            if (!isAcknowledged(sent.get(i), end - System.nanoTime())) {
                left.add(all.get(i));
            }
        }
        return left;
    }

    private static boolean isAcknowledged(Future<RecordMetadata> sent, long nanos) {
        try {
            sent.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            ByteArraySerializer bytes = new ByteArraySerializer();
            open = new KafkaProducer<>(clientSettings(), bytes, bytes);
            producer = open;
        }
        return open;
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(1));
        }
    }

    private static ProducerRecord<byte[], byte[]> recordOf(Told told) {
        String id = told.event().subject().toString();
        String key = told.tenant() + ":" + id;
        try {
            var sent = new ProducerRecord<>(Topics.USAGE, key.getBytes(UTF_8), JSON.writeValueAsBytes(told.event()));
            String type = EventTypes.nameOf(told.event().getClass());
            Map.of(
                            "content-type",
                            "application/json",
                            "ce_specversion",
                            "1.0",
                            "ce_id",
                            id,
                            "ce_type",
                            type,
                            "ce_source",
                            "/tidings/gateway",
                            "ce_subject",
                            id,
                            "ce_time",
                            Instant.now().toString(),
                            "ce_tenantid",
                            told.tenant().toString(),
                            "ce_dataschema",
                            "https://tidings.dev"
                                    + EventTypes.schemaOf(told.event().getClass()))
                    .forEach((name, value) -> sent.headers().add(name, value.getBytes(UTF_8)));
            return sent;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> clientSettings() {
        return Map.ofEntries(
                Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers()),
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "gateway-usage"),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 0),
                Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, 4L << 20),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000L),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L),
                Map.entry(ProducerConfig.METADATA_MAX_AGE_CONFIG, 30_000L));
    }
}
