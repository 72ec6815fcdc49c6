package io.tidings.gateway.directory;

import io.quarkus.test.Mock;
import io.tidings.gateway.network.Networks;
import io.tidings.gateway.resolution.ApiKeyFormat;

import java.util.List;
import java.util.UUID;

import jakarta.inject.Singleton;

/** A directory source without Kafka: tests put in what they need. */
@Mock
@Singleton
public class HandFedDirectory implements DirectorySource {
    private final Directory directory;

    HandFedDirectory(Directory directory) {
        this.directory = directory;
    }

    @Override
    public void start() {
        directory.markLoaded();
    }

    @Override
    public void stop() {}

    public UUID tenant(String slug, String plan, boolean active, String... domains) {
        UUID id = UUID.nameUUIDFromBytes(slug.getBytes());
        directory.put(new TenantEntry(id, slug, plan, active, List.of(domains)));
        return id;
    }

    /** A key that is unlike any other. */
    public String key(UUID tenant, String permission, int rateLimit, long expiresAt) {
        String key = newKey();
        directory.put(
                KeyHash.ofCredential(key),
                new KeyEntry(idOf(key), tenant, "live", List.of(permission), rateLimit, expiresAt));
        return key;
    }

    /** A key that may be used from these blocks only. */
    public String keyFrom(UUID tenant, String... blocks) {
        String key = newKey();
        directory.put(
                KeyHash.ofCredential(key),
                new KeyEntry(
                        idOf(key),
                        tenant,
                        "live",
                        List.of("*"),
                        100_000,
                        Long.MAX_VALUE,
                        Networks.of(List.of(blocks))));
        return key;
    }

    private static String newKey() {
        String seed = UUID.randomUUID().toString().replace("-", "").substring(0, 30);
        String body = "tdg_live_" + seed;
        return body + ApiKeyFormat.checksum(body);
    }

    public String key(UUID tenant) {
        return key(tenant, "*", 100_000, Long.MAX_VALUE);
    }

    public void member(UUID tenant, String subject, String role, String... permissions) {
        directory.putMember(tenant, subject, role, List.of(permissions));
    }

    public void dismiss(UUID tenant, String subject) {
        directory.removeMember(tenant, subject);
    }

    public void revoke(String key) {
        directory.removeKey(idOf(key));
    }

    public static UUID idOf(String key) {
        return UUID.nameUUIDFromBytes(key.getBytes());
    }
}
