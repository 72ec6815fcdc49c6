package io.tidings.gateway.usage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tidings.contracts.Topics;
import io.tidings.embedded.KafkaNode;
import io.tidings.embedded.KafkaSettings;
import io.tidings.embedded.Topic;
import io.tidings.gateway.directory.KeyEntry;
import io.tidings.gateway.directory.TenantEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is counted arrives at a real broker, through its absence and through the end of the process. */
class KafkaUsageTest {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    static Path folder;

    private static KafkaSettings settings;
    private static KafkaNode kafka;

    private final TenantEntry tenant = new TenantEntry(UUID.randomUUID(), "t", "free", true, List.of());
    private final KeyEntry key = new KeyEntry(UUID.randomUUID(), tenant.id(), "live", List.of(), 0, Long.MAX_VALUE);
    private final CallMeter meter = new CallMeter(System::currentTimeMillis);
    private final UsageSettings usage = new Settings(settings.bootstrapServers(), Duration.ofMillis(200), SOON);
    private final UsageReport report = new UsageReport(meter, new KafkaUsage(usage), usage, new SimpleMeterRegistry());

    private record Settings(String bootstrapServers, Duration flushEvery, Duration farewell) implements UsageSettings {}

    @BeforeAll
    static void start() {
        settings = KafkaSettings.forTests(folder);
        kafka = KafkaNode.start(settings);
        kafka.createTopics(List.of(Topic.of(Topics.USAGE, 1)));
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void a_window_is_a_cloud_event_of_its_tenant() throws Exception {
        report.onStart(new StartupEvent());
        meter.count(tenant, key);
        meter.refused(tenant, key, "tenant.conflict");

        await().atMost(SOON).until(() -> records().size() == 2);
        report.onStop(new ShutdownEvent());

        for (ConsumerRecord<String, String> each : records()) {
            Map<String, String> headers = new HashMap<>();
            each.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
            assertThat(headers)
                    .containsEntry("ce_tenantid", tenant.id().toString())
                    .containsEntry("ce_source", "/tidings/gateway")
                    .containsEntry("ce_specversion", "1.0")
                    .containsEntry("content-type", "application/json")
                    .containsKeys("ce_id", "ce_time", "ce_dataschema");
            assertThat(each.key()).isEqualTo(tenant.id() + ":" + headers.get("ce_subject"));
            JsonNode body = JSON.readTree(each.value());
            if (headers.get("ce_type").equals("io.tidings.tenant.api-calls-counted.v1")) {
                assertThat(body.path("window").asText()).isEqualTo(headers.get("ce_id"));
                assertThat(body.path("calls").path(0).path("key_id").asText())
                        .isEqualTo(key.id().toString());
                assertThat(body.path("calls").path(0).path("count").asLong()).isOne();
            } else {
                assertThat(headers).containsEntry("ce_type", "io.tidings.tenant.access-refused.v1");
                assertThat(body.path("code").asText()).isEqualTo("tenant.conflict");
            }
        }
    }

    @Test
    void the_end_of_the_process_waits_for_the_last_window() throws Exception {
        report.onStart(new StartupEvent());
        int served = 0;
        for (int i = 0; i < 1_000; i++) {
            served += meter.count(tenant, key) ? 1 : 0;
        }

        report.onStop(new ShutdownEvent());

        assertThat(meter.count(tenant, key)).isFalse();
        assertThat(counted()).isEqualTo(served).isEqualTo(1_000);
    }

    @Test
    void a_broker_that_was_away_hears_of_everything_once() throws Exception {
        report.onStart(new StartupEvent());
        meter.count(tenant, key);
        await().atMost(SOON).until(() -> counted() == 1);

        kafka.close();
        for (int i = 0; i < 500; i++) {
            meter.count(tenant, key);
        }
        kafka = KafkaNode.start(settings);
        for (int i = 0; i < 500; i++) {
            meter.count(tenant, key);
        }

        await().atMost(SOON).until(() -> counted() >= 1_001);
        report.onStop(new ShutdownEvent());
        assertThat(counted()).isEqualTo(1_001);
    }

    /** Calls of this test's tenant; a window that came twice counts once. */
    private long counted() throws IOException {
        Map<String, Long> windows = new HashMap<>();
        for (ConsumerRecord<String, String> each : records()) {
            JsonNode body = JSON.readTree(each.value());
            long sum = 0;
            for (JsonNode calls : body.path("calls")) {
                sum += calls.path("count").asLong();
            }
            windows.put(body.path("window").asText(), sum);
        }
        return windows.values().stream().mapToLong(Long::longValue).sum();
    }

    private List<ConsumerRecord<String, String>> records() {
        List<ConsumerRecord<String, String>> found = new ArrayList<>();
        StringDeserializer text = new StringDeserializer();
        Map<String, Object> client = Map.of("bootstrap.servers", settings.bootstrapServers());
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(client, text, text)) {
            List<TopicPartition> all = List.of(new TopicPartition(Topics.USAGE, 0));
            consumer.assign(all);
            consumer.seekToBeginning(all);
            long end = consumer.endOffsets(all).get(all.getFirst());
            while (consumer.position(all.getFirst()) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(each -> {
                    if (each.key().startsWith(tenant.id().toString())) {
                        found.add(each);
                    }
                });
            }
        }
        return found;
    }
}
