package io.tidings.messaging.message.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.messaging.message.domain.StatusSource;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/** The append-only history of each message. Called in the transaction that changes the status. */
public interface MessageLog {

    /**
     * Adds a line.
     *
     * @param code why, when the status needs a reason
     * @param at when it happened, by whoever says so
     */
    Uni<Void> append(
            TenantId tenant,
            UUID message,
            MessageStatus status,
            StatusSource source,
            @Nullable String code,
            Instant at);

    /** As above, by a person: {@code actor} is who. */
    Uni<Void> appendBy(TenantId tenant, UUID message, MessageStatus status, String actor, String code, Instant at);
}
