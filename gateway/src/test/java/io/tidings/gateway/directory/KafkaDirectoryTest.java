package io.tidings.gateway.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidings.contracts.Topics;
import io.tidings.embedded.KafkaNode;
import io.tidings.embedded.KafkaSettings;
import io.tidings.embedded.Topic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/** The read model against a real broker. */
class KafkaDirectoryTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static KafkaSettings settings;
    private static KafkaNode kafka;

    private final Directory directory = new Directory();
    private final KafkaDirectory follower =
            new KafkaDirectory(directory, new DirectoryRecords(directory), new LocalSettings());

    @BeforeAll
    static void start() {
        settings = KafkaSettings.forTests(folder);
        kafka = KafkaNode.start(settings);
        kafka.createTopics(List.of(Topic.compacted(Topics.DIRECTORY, 1)));
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @AfterEach
    void stopFollowing() {
        follower.stop();
    }

    @Test
    void what_was_written_before_is_known_when_it_says_it_is_loaded() throws Exception {
        UUID tenant = UUID.randomUUID();
        String hash = hash();
        publish(key(UUID.randomUUID(), tenant, hash, false));
        publish(tenant(tenant, "early"));
        publish(Map.entry("tenant:nonsense", "{}"));
        publish(Map.entry("tenant:" + UUID.randomUUID(), "not json"));
        publish(Map.entry("other", "{}"));
        publish(member(tenant, "ana", tenant, "ana"));
        publish(member(tenant, "ben", tenant, "ana"));
        publish(member(tenant, "cid", UUID.randomUUID(), "cid"));
        publish(Map.entry("member:" + tenant, "{}"));

        follower.start();
        await().atMost(SOON).until(directory::isLoaded);

        TenantEntry known = directory.tenantBySlug("early");
        assertThat(known).isNotNull();
        assertThat(known.id()).isEqualTo(tenant);
        assertThat(directory.tenantByDomain("early.example")).isSameAs(known);
        assertThat(directory.memberships("ana").get(tenant))
                .extracting(MemberEntry::role, MemberEntry::permissions)
                .containsExactly("member", List.of("orders:*"));
        assertThat(directory.memberships("ben")).isEmpty();
        assertThat(directory.memberships("cid")).isEmpty();
        KeyEntry entry = directory.key(KeyHash.ofHex(hash));
        assertThat(entry).isNotNull();
        assertThat(entry.tenantId()).isEqualTo(tenant);
        assertThat(entry.permissions()).containsExactly("orders:*", "contacts:read");
        assertThat(entry.rateLimit()).isEqualTo(90);
        assertThat(entry.expiresAt()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void a_revoked_key_is_gone_within_a_second() throws Exception {
        follower.start();
        await().atMost(SOON).until(directory::isLoaded);
        UUID tenant = UUID.randomUUID();
        for (int i = 0; i < 20; i++) {
            UUID id = UUID.randomUUID();
            String hash = hash();
            publish(key(id, tenant, hash, false));
            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> directory.key(KeyHash.ofHex(hash)) != null);

            publish(key(id, tenant, hash, true));

            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> directory.key(KeyHash.ofHex(hash)) == null);
        }
    }

    @Test
    void a_tombstone_removes_what_it_names() throws Exception {
        follower.start();
        UUID tenant = UUID.randomUUID();
        publish(tenant(tenant, "short-lived"));
        publish(member(tenant, "ana", tenant, "ana"));
        await().atMost(SOON).until(() -> directory.memberships("ana").containsKey(tenant));

        publish("member:" + tenant + ":ana", null);
        publish("tenant:" + tenant, null);

        await().atMost(SOON).until(() -> directory.tenant(tenant) == null);
        assertThat(directory.tenantBySlug("short-lived")).isNull();
        assertThat(directory.memberships("ana")).doesNotContainKey(tenant);
    }

    @Test
    void a_broker_that_was_killed_and_comes_back_is_followed_again() throws Exception {
        follower.start();
        await().atMost(SOON).until(directory::isLoaded);
        UUID before = UUID.randomUUID();
        publish(tenant(before, "before"));
        await().atMost(SOON).until(() -> directory.tenant(before) != null);

        kafka.process().stop("KILL", Duration.ofSeconds(5));
        assertThat(directory.tenantBySlug("before")).isNotNull();
        kafka = KafkaNode.start(settings);
        UUID after = UUID.randomUUID();
        publish(tenant(after, "after"));

        await().atMost(SOON).until(() -> directory.tenant(after) != null);
        assertThat(directory.tenantBySlug("before")).isNotNull();
    }

    private static Map.Entry<String, String> tenant(UUID id, String slug) {
        return Map.entry("tenant:" + id, """
                {"id":"%s","slug":"%s","plan":"pro","active":true,"domains":["%s.Example"],"added_later":1}
                """.formatted(id, slug, slug));
    }

    private static Map.Entry<String, String> key(UUID id, UUID tenant, String hash, boolean revoked) {
        return Map.entry("key:" + id, """
                {"id":"%s","tenant_id":"%s","sha256":"%s","mode":"live","permissions":["orders:*","contacts:read"],
                 "rate_limit":90,"expires_at":null,"revoked":%s}
                """.formatted(id, tenant, hash, revoked));
    }

    private static Map.Entry<String, String> member(UUID keyTenant, String keySubject, UUID tenant, String subject) {
        return Map.entry("member:" + keyTenant + ":" + keySubject, """
                {"tenant_id":"%s","subject":"%s","role":"member","permissions":["orders:*"],"added_later":1}
                """.formatted(tenant, subject));
    }

    private static String hash() {
        return (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
    }

    private static void publish(Map.Entry<String, String> entry) throws ExecutionException, InterruptedException {
        publish(entry.getKey(), entry.getValue());
    }

    private static void publish(String key, @Nullable String value) throws ExecutionException, InterruptedException {
        Map<String, Object> configuration = Map.of("bootstrap.servers", kafka.bootstrapServers(), "linger.ms", 0);
        try (var producer = new KafkaProducer<>(configuration, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.DIRECTORY, key, value)).get();
        }
    }

    private record LocalSettings() implements DirectorySettings {
        @Override
        public String bootstrapServers() {
            return kafka.bootstrapServers();
        }

        @Override
        public Duration retryDelay() {
            return Duration.ofMillis(200);
        }
    }
}
