package io.tidings.gateway.resolution;

import io.tidings.gateway.directory.KeyEntry;
import io.tidings.gateway.directory.MemberEntry;
import io.tidings.gateway.directory.TenantEntry;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Who is calling, once that is settled. */
public sealed interface Caller {

    /** For whom they act, and whose limits and counts it goes on; null for those who act for none. */
    default @Nullable TenantEntry tenant() {
        return null;
    }

    /** The key they hold, null for whoever came in otherwise. */
    default @Nullable KeyEntry key() {
        return null;
    }

    /** The holder of a tenant's API key. */
    record KeyHolder(KeyEntry key, TenantEntry tenant) implements Caller {}

    /**
     * Somebody who logged in, acting for a tenant they are a member of, or for themselves: then they may found a tenant or
     * accept an invitation.
     *
     * @param id for caches
     * @param subject the login service's id of the person
     * @param member null when acting for themselves
     * @param tenant null when acting for themselves
     */
    record Person(
            UUID id,
            String subject,
            @Nullable MemberEntry member,
            @Nullable TenantEntry tenant) implements Caller {
        private static final List<String> ALONE = List.of("tenants:write", "invitations:write", "plans:read");

        public static Person alone(String subject) {
            return new Person(UUID.nameUUIDFromBytes(subject.getBytes(StandardCharsets.UTF_8)), subject, null, null);
        }

        public List<String> permissions() {
            return member == null ? ALONE : member.permissions();
        }
    }

    /** The installation's operator. */
    record Operator() implements Caller {}

    /** Somebody without a credential, where none is needed. */
    record Anyone() implements Caller {}

    /** A provider or shop; only the service that owns the webhook can tell whether it is genuine. */
    record WebhookSender() implements Caller {}
}
