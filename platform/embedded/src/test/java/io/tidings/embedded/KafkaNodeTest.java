package io.tidings.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

class KafkaNodeTest {
    private static final List<Topic> TOPICS = List.of(Topic.of("events", 3), Topic.compacted("directory", 1));

    @TempDir
    static Path folder;

    static KafkaSettings settings;
    static KafkaNode node;

    @BeforeAll
    static void start() {
        settings = KafkaSettings.forTests(folder);
        node = KafkaNode.start(settings);
        node.createTopics(TOPICS);
        node.createTopics(TOPICS);
    }

    @AfterAll
    static void stop() {
        node.close();
        assertThat(node.process().isAlive()).isFalse();
    }

    @Test
    void a_record_survives_the_kill_of_the_broker() throws Exception {
        send("events", "before");
        node.process().kill();
        node = KafkaNode.start(settings);
        send("events", "after");
        assertThat(read("events", 2)).containsExactly("before", "after");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "snappy", "lz4", "zstd"})
    void a_compressed_batch_is_accepted(String codec) {
        assertThatCode(() -> send("events", 1, codec, "x".repeat(1000))).doesNotThrowAnyException();
    }

    @Test
    void a_topic_nobody_made_is_not_made_by_use() {
        assertThatThrownBy(() -> send("typo", "x")).hasMessageContaining("typo");
    }

    @Test
    void a_broker_on_a_taken_port_says_so(@TempDir Path other) {
        KafkaSettings free = KafkaSettings.forTests(other);
        KafkaSettings taken = new KafkaSettings(
                free.data(), free.log(), free.port(), settings.port(), free.jvmFlags(), free.lifetime());
        assertThatThrownBy(() -> KafkaNode.start(taken))
                .isInstanceOf(PortTaken.class)
                .hasMessageContaining("Port " + settings.port() + ", which kafka needs");
    }

    @Test
    void a_broker_that_cannot_start_says_why(@TempDir Path other) throws Exception {
        KafkaSettings broken = KafkaSettings.forTests(other);
        Files.createDirectories(broken.data());
        Files.writeString(broken.data().resolve("meta.properties"), "version=1\nnode.id=7\ncluster.id=x\n");
        assertThatThrownBy(() -> KafkaNode.start(broken))
                .isInstanceOf(NotReady.class)
                .hasMessageContaining("kafka ended while it was starting")
                .hasMessageContaining("Stored node id 7");
    }

    private static void send(String topic, String text) throws Exception {
        send(topic, 0, "none", text);
    }

    private static void send(String topic, int partition, String codec, String text) throws Exception {
        Map<String, Object> configuration =
                Map.of("bootstrap.servers", node.bootstrapServers(), "max.block.ms", "5000", "compression.type", codec);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, partition, null, text.getBytes(StandardCharsets.UTF_8)))
                    .get(20, TimeUnit.SECONDS);
        }
    }

    private static List<String> read(String topic, int count) {
        Map<String, Object> configuration =
                Map.of("bootstrap.servers", node.bootstrapServers(), "auto.offset.reset", "earliest");
        List<String> texts = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (texts.size() < count && System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    texts.add(new String(record.value(), StandardCharsets.UTF_8));
                }
            }
        }
        return texts;
    }
}
