package io.tidings.gateway.directory;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tidings.contracts.directory.DirectoryKey;
import io.tidings.contracts.directory.DirectoryTenant;
import io.tidings.gateway.network.Networks;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import jakarta.inject.Singleton;

/**
 * Applies records of the directory topic, one by one and in any number of repetitions. A record that cannot be used is
 * logged by code and offset and skipped: it must not keep the others out.
 */
@Singleton
class DirectoryRecords {
    private static final Logger LOG = Logger.getLogger(DirectoryRecords.class);
    private static final String TENANT = "tenant:";
    private static final String KEY = "key:";
    private static final String MEMBER = "member:";
    private static final int UUID_LENGTH = 36;

    /** Unknown fields are for readers newer than this one. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final ObjectReader TENANTS = JSON.readerFor(DirectoryTenant.class);
    private static final ObjectReader KEYS = JSON.readerFor(DirectoryKey.class);

    private static final ObjectReader MEMBERS = JSON.readerFor(MemberState.class);

    /** A person in a tenant, with what their role allows there. */
    private record MemberState(UUID tenantId, String subject, String role, List<String> permissions) {}

    private final Directory directory;

    DirectoryRecords(Directory directory) {
        this.directory = directory;
    }

    /**
     * @param offset where it stands, for the log only
     * @param value null is a tombstone: the tenant, key or membership is gone
     */
    void apply(long offset, byte @Nullable [] key, byte @Nullable [] value) {
        try {
            String name = key == null ? "" : new String(key, StandardCharsets.UTF_8);
            if (name.startsWith(TENANT)) {
                applyTenant(UUID.fromString(name.substring(TENANT.length())), value);
            } else if (name.startsWith(KEY)) {
                applyKey(UUID.fromString(name.substring(KEY.length())), value);
            } else if (name.startsWith(MEMBER)) {
                applyMember(name.substring(MEMBER.length()), value);
            } else {
                LOG.warnf("directory.unknown-key offset=%d", offset);
            }
        } catch (IOException | RuntimeException e) {
            // The exception's text may quote the record; its class says enough.
            LOG.warnf(
                    "directory.bad-record offset=%d cause=%s",
                    offset, e.getClass().getSimpleName());
        }
    }

    private void applyTenant(UUID id, byte @Nullable [] value) throws IOException {
        if (value == null) {
            directory.removeTenant(id);
            return;
        }
        DirectoryTenant state = TENANTS.readValue(value);
        require(id.equals(state.id()));
        List<String> domains = state.domains() == null ? List.of() : state.domains();
        Integer apiRate = state.apiRate();
        directory.put(new TenantEntry(
                id,
                state.slug().toLowerCase(Locale.ROOT),
                state.plan().toLowerCase(Locale.ROOT).intern(),
                state.active(),
                domains.stream().map(DirectoryRecords::normalised).toList(),
                apiRate == null ? 0 : Math.max(1, apiRate)));
    }

    private void applyKey(UUID id, byte @Nullable [] value) throws IOException {
        if (value == null) {
            directory.removeKey(id);
            return;
        }
        DirectoryKey state = KEYS.readValue(value);
        require(id.equals(state.id()));
        if (state.revoked()) {
            directory.removeKey(id);
            return;
        }
        Integer rate = state.rateLimit();
        directory.put(
                KeyHash.ofHex(state.sha256()),
                new KeyEntry(
                        id,
                        state.tenantId(),
                        state.mode().intern(),
                        List.copyOf(state.permissions()),
                        rate == null ? 0 : Math.max(1, rate),
                        state.expiresAt() == null
                                ? Long.MAX_VALUE
                                : state.expiresAt().toEpochMilli(),
                        state.allowedNetworks() == null ? Networks.ANYWHERE : Networks.of(state.allowedNetworks())));
    }

    /** @param name {@code <tenant>:<subject>} */
    private void applyMember(String name, byte @Nullable [] value) throws IOException {
        UUID tenant = UUID.fromString(name.substring(0, UUID_LENGTH));
        require(name.charAt(UUID_LENGTH) == ':');
        String subject = name.substring(UUID_LENGTH + 1);
        if (value == null) {
            directory.removeMember(tenant, subject);
            return;
        }
        MemberState state = MEMBERS.readValue(value);
        require(tenant.equals(state.tenantId()) && subject.equals(state.subject()));
        directory.putMember(tenant, subject, state.role().intern(), List.copyOf(state.permissions()));
    }

    private static String normalised(String domain) {
        return IDN.toASCII(domain).toLowerCase(Locale.ROOT);
    }

    private static void require(boolean same) {
        if (!same) {
            throw new IllegalArgumentException("key and value name different things");
        }
    }
}
