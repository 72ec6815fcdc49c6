package io.tidings.messaging.conversation.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.conversation.domain.ConversationStatus;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The talks of each tenant. Call it inside the tenant's transaction. */
public interface Conversations {
    /** What a person writes opens or refreshes this long a window in which the business may write freely (Meta). */
    Duration WINDOW = Duration.ofHours(24);

    /**
     * A person wrote at {@code at}: the talk is open and has one more unread. What was written earlier than the last known
     * message does not shorten the window.
     */
    Uni<Void> heardFrom(TenantId tenant, UUID contact, UUID number, UUID message, Instant at);

    /**
     * Whom a talk is with.
     *
     * @param number phone_numbers.id
     * @param lastInbound the provider's id of what the person wrote last
     */
    record Parties(UUID contact, UUID number, @Nullable String lastInbound) {}

    /** Whom it is with; empty when there is no such talk. */
    Uni<Optional<Parties>> parties(TenantId tenant, UUID conversation);

    /** Nothing of it is unread any more. */
    Uni<Void> read(TenantId tenant, UUID conversation);

    /** Gives it to a member, or to nobody; false when there is no such talk. */
    Uni<Boolean> assign(TenantId tenant, UUID conversation, @Nullable String member);

    /** Moves it; false when there is no such talk. */
    Uni<Boolean> move(TenantId tenant, UUID conversation, ConversationStatus status);

    /** Somebody answered with {@code message}: it waits for the person now. */
    Uni<Void> answered(TenantId tenant, UUID conversation, UUID message);
}
