package io.tidings.messaging.message.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.message.domain.MessageSource;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.messaging.message.domain.OutboundMessage;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Messages on their way out, until the dispatcher takes them. Called in the tenant's transaction. */
public interface OutboundMessages {

    /** Adds a message with its verdict and first line of history; false, and nothing, when its intent has one already. */
    Uni<Boolean> add(TenantId tenant, OutboundMessage message);

    /** Cancels what waits for this source, with {@code code} as the reason; answers which. */
    Uni<List<UUID>> cancelWaiting(TenantId tenant, MessageSource source, String code, Instant at);

    /**
     * Cancels one that waits, for {@code code} and by {@code actor}; one that has moved on is left alone. Answers the status
     * it had, empty for a message that is not there.
     */
    Uni<Optional<MessageStatus>> cancel(TenantId tenant, UUID message, String code, String actor, Instant at);

    /** Notes that nobody must be told of this source any more. */
    Uni<Void> close(TenantId tenant, MessageSource source, String reason, Instant at);
}
