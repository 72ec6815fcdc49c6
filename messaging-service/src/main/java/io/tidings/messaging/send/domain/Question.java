package io.tidings.messaging.send.domain;

import io.tidings.messaging.message.domain.MessageSource;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * May this be sent now?
 *
 * @param template what carries it; null for free text
 * @param phoneNumber the number a reply must go through, or the one chosen before; null for the tenant's usual one
 * @param message the message itself when it is asked about again, so that it does not count against itself
 * @param wantedAt since when it waits; null for a new one
 * @param holdsQuota it has its place in the month's quota already
 * @param source what it is about
 */
public record Question(
        TenantId tenant,
        UUID contact,
        Purpose purpose,
        @Nullable TemplateName template,
        @Nullable UUID phoneNumber,
        @Nullable UUID message,
        @Nullable Instant wantedAt,
        boolean holdsQuota,
        @Nullable MessageSource source) {

    /** A template in one language, as the provider knows it. */
    public record TemplateName(String name, String language) {}

    /** A question about something new. */
    public static Question ofNew(
            TenantId tenant,
            UUID contact,
            Purpose purpose,
            @Nullable TemplateName template,
            @Nullable UUID phoneNumber,
            @Nullable MessageSource source) {
        return new Question(tenant, contact, purpose, template, phoneNumber, null, null, false, source);
    }

    /** True when no approved template carries it. */
    public boolean isFreeText() {
        return template == null;
    }

    /** Replies and free text leave by the number that was written to; everything else by any that works. */
    public boolean isBoundToNumber() {
        return (isFreeText() || purpose == Purpose.REPLY) && phoneNumber != null;
    }
}
