package io.tidings.gateway.directory;

import io.tidings.contracts.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

/**
 * Follows the compacted topic on a thread of its own. Every gateway reads the whole topic, so there is no consumer group
 * and nothing is committed. A broker that restarts is bridged by the client; if the client itself gives up, reading
 * starts again at the beginning, which changes nothing where nothing changed.
 */
@Singleton
class KafkaDirectory implements DirectorySource {
    private static final Logger LOG = Logger.getLogger(KafkaDirectory.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Directory directory;
    private final DirectoryRecords records;
    private final DirectorySettings settings;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> current;
    private @Nullable Thread thread;

    KafkaDirectory(Directory directory, DirectoryRecords records, DirectorySettings settings) {
        this.directory = directory;
        this.records = records;
        this.settings = settings;
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().name("directory").daemon().start(this::followUntilStopped);
    }

    @Override
    public void stop() {
        stopping.countDown();
        Consumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            if (thread != null) {
                thread.join(Duration.ofSeconds(2));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void followUntilStopped() {
        while (stopping.getCount() > 0) {
            try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(clientSettings())) {
                current = consumer;
                follow(consumer);
            } catch (WakeupException e) {
                // Only stop() wakes the client; the loop condition ends this.
                LOG.debug("directory.stopped");
            } catch (RuntimeException e) {
                // Whatever it is, a gateway that stops following would let revoked keys in.
                LOG.warnf("directory.interrupted cause=%s", e.getClass().getSimpleName());
                pause();
            } finally {
                current = null;
            }
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = awaitPartitions(consumer);
        if (partitions.isEmpty()) {
            return;
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        boolean reachedEnds = false;
        while (stopping.getCount() > 0) {
            for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(POLL)) {
                records.apply(entry.offset(), entry.key(), entry.value());
            }
            if (!reachedEnds && ends.entrySet().stream().allMatch(e -> consumer.position(e.getKey()) >= e.getValue())) {
                reachedEnds = true;
                directory.markLoaded();
                LOG.infof("directory.loaded tenants=%d keys=%d", directory.tenantCount(), directory.keyCount());
            }
        }
    }

    /** The topic may be created after the gateway started. Empty only when stopping. */
    private List<TopicPartition> awaitPartitions(Consumer<byte[], byte[]> consumer) {
        while (stopping.getCount() > 0) {
            List<PartitionInfo> found = consumer.partitionsFor(Topics.DIRECTORY);
            if (found != null && !found.isEmpty()) {
                return found.stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
            }
            pause();
        }
        return List.of();
    }

    private void pause() {
        try {
            if (stopping.await(settings.retryDelay().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("directory.stopping");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }

    private Map<String, Object> clientSettings() {
        return Map.ofEntries(
                Map.entry(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers()),
                Map.entry(ConsumerConfig.CLIENT_ID_CONFIG, "gateway-directory"),
                Map.entry(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class),
                Map.entry(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class),
                Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
                Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5000),
                // A broker that comes back is found within a second, so that a revocation is not late by more.
                Map.entry(ConsumerConfig.RECONNECT_BACKOFF_MS_CONFIG, 50L),
                Map.entry(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L),
                Map.entry(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 30_000L),
                Map.entry(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000));
    }
}
