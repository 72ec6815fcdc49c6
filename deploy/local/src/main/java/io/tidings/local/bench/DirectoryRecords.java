package io.tidings.local.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidings.contracts.Topics;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.zip.CRC32;

/** Tenants and keys as tenant-service writes them on the directory topic, many of them. */
final class DirectoryRecords {
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM = 30;
    private static final int CHECKSUM = 6;

    /** Few enough to have their tokens signed in the warm-up: it is the look-up that is measured. */
    private static final int SAMPLE = 2_000;

    /** The same every time. */
    private final Random random = new Random(20261122);

    private final MessageDigest sha256;

    DirectoryRecords() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Publishes them and gives some of the keys to call with. */
    List<String> publish(String bootstrapServers, int tenants, int keys) {
        List<String> sample = new ArrayList<>();
        int every = Math.max(1, keys / SAMPLE);
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 20, "batch.size", 256 * 1024, "acks", "all");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            List<UUID> ids = new ArrayList<>();
            for (int i = 0; i < tenants; i++) {
                UUID id = newId();
                ids.add(id);
                producer.send(new ProducerRecord<>(Topics.DIRECTORY, "tenant:" + id, tenant(id, i)));
            }
            for (int i = 0; i < keys; i++) {
                UUID id = newId();
                String key = newKey();
                if (i % every == 0) {
                    sample.add(key);
                }
                producer.send(new ProducerRecord<>(Topics.DIRECTORY, "key:" + id, key(id, ids.get(i % tenants), key)));
            }
        }
        return sample;
    }

    private static String tenant(UUID id, int number) {
        return """
                {"id":"%s","slug":"bench-%d","plan":"enterprise","active":true,"domains":[%s],"api_rate":1000000}""".formatted(id, number, number % 10 == 0 ? "\"shop-" + number + ".example\"" : "");
    }

    private String key(UUID id, UUID tenant, String key) {
        return """
                {"id":"%s","tenant_id":"%s","sha256":"%s","mode":"live","permissions":["orders:*","contacts:read"],\
                "rate_limit":1000000,"expires_at":null,"allowed_networks":[],"revoked":false}""".formatted(id, tenant, HexFormat.of().formatHex(sha256.digest(key.getBytes(UTF_8))));
    }

    private UUID newId() {
        return new UUID(random.nextLong() & ~0xf000L | 0x7000L, random.nextLong() >>> 2 | Long.MIN_VALUE);
    }

    private String newKey() {
        StringBuilder key = new StringBuilder("tdg_live_");
        for (int i = 0; i < RANDOM; i++) {
            key.append(BASE62.charAt(random.nextInt(BASE62.length())));
        }
        CRC32 crc = new CRC32();
        crc.update(key.toString().getBytes(UTF_8));
        char[] digits = new char[CHECKSUM];
        long rest = crc.getValue();
        for (int i = CHECKSUM - 1; i >= 0; i--) {
            digits[i] = BASE62.charAt((int) (rest % BASE62.length()));
            rest /= BASE62.length();
        }
        return key.append(digits).toString();
    }
}
