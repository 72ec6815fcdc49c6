package io.tidings.messaging.dispatch.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.dispatch.domain.Waiting;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The rows of outbound messages while they are on their way. Call it inside the tenant's transaction. */
public interface Outbound {

    /** Reads and locks a message; empty when there is none. */
    Uni<Optional<Waiting>> lock(TenantId tenant, UUID message);

    /**
     * Takes the number's next sending slot when it is at most {@code ahead} away; zero then. Otherwise takes nothing and
     * answers how far away it is.
     */
    Uni<Duration> takeSlot(TenantId tenant, UUID number, Duration ahead);

    /**
     * The last statement before the call: moves a queued or deferred message to {@code sending} with its history, unless
     * its consent is revoked or its source closed by now; false then.
     */
    Uni<Boolean> claim(TenantId tenant, UUID message, UUID number, Instant now);

    /**
     * Moves a message that is in one of {@code from}; false when it is not any more (a status webhook was faster).
     *
     * @param calls how many provider calls to add to its attempts
     */
    Uni<Boolean> move(
            TenantId tenant,
            UUID message,
            MessageStatus from,
            MessageStatus to,
            int calls,
            @Nullable String errorCode,
            @Nullable String errorDetail,
            Instant now);

    /** Provider calls made for a message. */
    Uni<Integer> attempts(TenantId tenant, UUID message);
}
