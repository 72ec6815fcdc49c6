package io.tidings.gateway.directory;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

/**
 * Tenants, usable keys and memberships, in memory. One thread writes (the follower of the topic), every event loop reads without a
 * lock. A key that was revoked is not in here at all, so that it cannot be told from one that never was.
 */
@Singleton
public class Directory {
    private final Map<KeyHash, KeyEntry> keys = new ConcurrentHashMap<>();
    private final Map<UUID, KeyHash> hashesById = new ConcurrentHashMap<>();
    private final Map<UUID, TenantEntry> tenants = new ConcurrentHashMap<>();
    private final Map<String, TenantEntry> tenantsBySlug = new ConcurrentHashMap<>();
    private final Map<String, TenantEntry> tenantsByDomain = new ConcurrentHashMap<>();
    private final Map<String, Map<UUID, MemberEntry>> memberships = new ConcurrentHashMap<>();
    private final Map<List<String>, List<String>> permissionLists = new ConcurrentHashMap<>();
    private volatile boolean loaded;

    /** The key with this hash, null when there is none that may be used. */
    public @Nullable KeyEntry key(KeyHash hash) {
        return keys.get(hash);
    }

    public @Nullable TenantEntry tenant(UUID id) {
        return tenants.get(id);
    }

    public @Nullable TenantEntry tenantBySlug(String slug) {
        return tenantsBySlug.get(slug);
    }

    public @Nullable TenantEntry tenantByDomain(String domain) {
        return tenantsByDomain.get(domain);
    }

    /** Where a person is a member, by tenant; empty when nowhere. @param subject the issuer's id of the person */
    public Map<UUID, MemberEntry> memberships(String subject) {
        return memberships.getOrDefault(subject, Map.of());
    }

    /** True once the topic was read to the end it had at the start; never false again. */
    public boolean isLoaded() {
        return loaded;
    }

    public int tenantCount() {
        return tenants.size();
    }

    public int keyCount() {
        return keys.size();
    }

    void markLoaded() {
        loaded = true;
    }

    void put(KeyHash hash, KeyEntry entry) {
        KeyHash before = hashesById.put(entry.id(), hash);
        if (before != null && !before.equals(hash)) {
            keys.remove(before);
        }
        List<String> permissions = permissionLists.computeIfAbsent(entry.permissions(), List::copyOf);
        TenantEntry tenant = tenants.get(entry.tenantId());
        UUID tenantId = tenant == null ? entry.tenantId() : tenant.id();
        keys.put(
                hash,
                new KeyEntry(
                        entry.id(),
                        tenantId,
                        entry.mode(),
                        permissions,
                        entry.rateLimit(),
                        entry.expiresAt(),
                        entry.networks()));
    }

    void removeKey(UUID id) {
        KeyHash hash = hashesById.remove(id);
        if (hash != null) {
            keys.remove(hash);
        }
    }

    void putMember(UUID tenant, String subject, String role, List<String> permissions) {
        UUID id = UUID.nameUUIDFromBytes((tenant + ":" + subject).getBytes(StandardCharsets.UTF_8));
        List<String> shared = permissionLists.computeIfAbsent(permissions, List::copyOf);
        changeMemberships(subject, members -> members.put(tenant, new MemberEntry(id, role, shared)));
    }

    void removeMember(UUID tenant, String subject) {
        changeMemberships(subject, members -> members.remove(tenant));
    }

    /** Readers have the old map or the new one, never one in the middle of a change. */
    private void changeMemberships(String subject, Consumer<Map<UUID, MemberEntry>> change) {
        memberships.compute(subject, (id, before) -> {
            Map<UUID, MemberEntry> members = before == null ? new HashMap<>() : new HashMap<>(before);
            change.accept(members);
            return members.isEmpty() ? null : Map.copyOf(members);
        });
    }

    /** Adds the new names before it takes the old ones away: a tenant is never without a name it keeps. */
    void put(TenantEntry entry) {
        TenantEntry before = tenants.put(entry.id(), entry);
        tenantsBySlug.put(entry.slug(), entry);
        entry.domains().forEach(domain -> tenantsByDomain.put(domain, entry));
        if (before != null) {
            forgetNames(before);
        }
    }

    void removeTenant(UUID id) {
        TenantEntry before = tenants.remove(id);
        if (before != null) {
            forgetNames(before);
        }
    }

    /** Removes only what still leads to the old entry; a name may have gone to the new one or to another tenant. */
    private void forgetNames(TenantEntry before) {
        tenantsBySlug.computeIfPresent(before.slug(), (slug, entry) -> entry == before ? null : entry);
        for (String domain : before.domains()) {
            tenantsByDomain.computeIfPresent(domain, (name, entry) -> entry == before ? null : entry);
        }
    }
}
