package io.tidings.tenant.key.domain;

import io.tidings.contracts.Event;
import io.tidings.contracts.directory.DirectoryKey;
import io.tidings.contracts.tenant.ApiKeyCreated;
import io.tidings.contracts.tenant.ApiKeyRevoked;
import io.tidings.contracts.tenant.ApiKeyRotated;
import io.tidings.runtime.problem.Refusal;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;

/** What an application of a tenant comes in with. Only its SHA-256 is kept. */
@Entity
@Table(name = "api_keys")
public class ApiKey {
    @EmbeddedId
    private ApiKeyId id;

    private String name;

    private String mode;

    private String sha256;

    @Column(name = "last_four")
    private String lastFour;

    private String[] permissions;

    @Column(name = "rate_limit")
    private @Nullable Integer rateLimit;

    @Column(name = "allowed_networks")
    private String[] allowedNetworks;

    @Column(name = "expires_at")
    private @Nullable Instant expiresAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    @Column(name = "replaced_by")
    private @Nullable UUID replacedBy;

    /** Written from the gateway's counts, not from here. */
    @Column(name = "last_used_at", insertable = false, updatable = false)
    private @Nullable Instant lastUsedAt;

    @Column(name = "created_at")
    private Instant createdAt;

    @Version
    private long version;

    @Transient
    private final List<Event> events = new ArrayList<>();

    protected ApiKey() {}

    /**
     * A new key; says so by ApiKeyCreated.
     *
     * @param expiresAt null for never; the past is refused ({@code api-key.expires-at})
     */
    public ApiKey(
            ApiKeyId id,
            String name,
            Secret secret,
            Permissions permissions,
            Networks allowedNetworks,
            @Nullable Integer rateLimit,
            @Nullable Instant expiresAt,
            Instant now) {
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw new AlreadyExpired();
        }
        this.id = id;
        this.name = name;
        this.mode = secret.mode();
        this.sha256 = secret.sha256();
        this.lastFour = secret.lastFour();
        this.permissions = permissions.values().toArray(String[]::new);
        this.allowedNetworks = allowedNetworks.values().toArray(String[]::new);
        this.rateLimit = rateLimit;
        this.expiresAt = expiresAt;
        this.createdAt = now;
        events.add(
                new ApiKeyCreated(id.value(), name, mode, lastFour, permissions.values(), rateLimit, expiresAt, now));
    }

    /** From now on the key opens nothing; says so by ApiKeyRevoked, once. */
    public void revoke(Instant now) {
        if (revokedAt == null) {
            revokedAt = now;
            events.add(new ApiKeyRevoked(id.value(), now));
        }
    }

    /**
     * A key that may do the same takes the place of this one, which goes on for {@code grace} and never longer than it
     * would have; says so by ApiKeyRotated. Refuses a key that no longer opens anything, or has a successor
     * ({@code api-key.not-usable}).
     */
    public ApiKey rotate(ApiKeyId successor, Secret secret, Duration grace, Instant now) {
        if (revokedAt != null || replacedBy != null || (expiresAt != null && !expiresAt.isAfter(now))) {
            throw new NotUsable();
        }
        var next = new ApiKey(
                successor,
                name,
                secret,
                new Permissions(permissions()),
                new Networks(allowedNetworks()),
                rateLimit,
                expiresAt,
                now);
        var end = now.plus(grace);
        if (expiresAt == null || end.isBefore(expiresAt)) {
            expiresAt = end;
        }
        replacedBy = successor.value();
        events.add(new ApiKeyRotated(id.value(), successor.value(), expiresAt, now));
        if (grace.isZero()) {
            revoke(now);
        }
        return next;
    }

    /** How the gateway knows this key. */
    public DirectoryKey directoryEntry() {
        return new DirectoryKey(
                id.value(),
                id.tenant(),
                sha256,
                mode,
                permissions(),
                rateLimit,
                expiresAt,
                allowedNetworks(),
                revokedAt != null);
    }

    /** What has happened since the last call. */
    public List<Event> pullEvents() {
        var pulled = List.copyOf(events);
        events.clear();
        return pulled;
    }

    public ApiKeyId id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String mode() {
        return mode;
    }

    public String lastFour() {
        return lastFour;
    }

    public List<String> permissions() {
        return List.of(permissions);
    }

    public List<String> allowedNetworks() {
        return List.of(allowedNetworks);
    }

    /** The key that takes the place of this one. */
    public @Nullable UUID replacedBy() {
        return replacedBy;
    }

    /** At most a minute behind. */
    public @Nullable Instant lastUsedAt() {
        return lastUsedAt;
    }

    public @Nullable Integer rateLimit() {
        return rateLimit;
    }

    public @Nullable Instant expiresAt() {
        return expiresAt;
    }

    public @Nullable Instant revokedAt() {
        return revokedAt;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public long version() {
        return version;
    }

    /** There is no such key of this tenant. */
    public static final class NotFound extends Refusal {
        public NotFound() {
            super(Kind.NOT_FOUND, "api-key.not-found", "There is no such API key");
        }
    }

    /** It opens nothing, or has a successor already. */
    public static final class NotUsable extends Refusal {
        NotUsable() {
            super(Kind.CONFLICT, "api-key.not-usable", "The key is revoked, expired or replaced already");
        }
    }

    /** Nobody needs a key that has expired when it is made. */
    public static final class AlreadyExpired extends Refusal {
        AlreadyExpired() {
            super(Kind.INVALID, "api-key.expires-at", "expires_at lies in the past");
        }
    }
}
