package io.tidings.messaging.send.domain;

import io.tidings.messaging.message.domain.MessageSource;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * May this be sent now?
 *
 * @param freeText true when no approved template carries it
 * @param phoneNumber the number a reply must go through, or the one chosen before; null for the tenant's usual one
 * @param message the message itself when it is asked about again, so that it does not count against itself
 * @param source what it is about
 */
public record Question(
        TenantId tenant,
        UUID contact,
        Purpose purpose,
        boolean freeText,
        @Nullable UUID phoneNumber,
        @Nullable UUID message,
        @Nullable MessageSource source) {

    /** Replies and free text leave by the number that was written to; everything else by any that works. */
    public boolean isBoundToNumber() {
        return (freeText || purpose == Purpose.REPLY) && phoneNumber != null;
    }
}
