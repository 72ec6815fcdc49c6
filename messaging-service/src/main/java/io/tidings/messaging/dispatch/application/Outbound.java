package io.tidings.messaging.dispatch.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.dispatch.domain.Waiting;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The rows of outbound messages while they are on their way. Call it inside the tenant's transaction. */
public interface Outbound {

    /** Reads and locks messages; those that do not exist are left out. */
    Uni<List<Waiting>> lock(TenantId tenant, Collection<UUID> messages);

    /**
     * Sending slots of a number.
     *
     * @param taken how many may go now
     * @param next how far away the next one is that was not taken; zero when all were
     */
    record Slots(int taken, Duration next) {}

    /** Takes up to {@code wanted} of the number's next sending slots, none that is more than {@code ahead} away. */
    Uni<Slots> takeSlots(TenantId tenant, UUID number, int wanted, Duration ahead);

    /**
     * Takes time of the number towards each of these people, all different: {@code interval} each, up to {@code burst} of
     * them ahead. Answers who has none left, and how far away the next is.
     */
    Uni<Map<UUID, Duration>> takePairs(
            TenantId tenant, UUID number, Collection<UUID> contacts, Duration interval, int burst);

    /** Turns a message of free text that has not gone into its fallback template; false when it has none. */
    Uni<Boolean> switchToFallback(TenantId tenant, UUID message);

    /**
     * The last statement before the call: moves queued or deferred messages to {@code sending} with their history, except
     * those whose consent is revoked or whose source is closed by now, and notes whom a limited number writes to outside
     * the window. Answers those moved.
     */
    Uni<Set<UUID>> claim(TenantId tenant, Collection<UUID> messages, UUID number, Instant now);

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
