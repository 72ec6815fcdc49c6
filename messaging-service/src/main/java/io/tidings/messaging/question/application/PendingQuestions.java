package io.tidings.messaging.question.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Instant;
import java.util.UUID;

/**
 * What we have asked whom. While an answer is awaited, words like YES and CANCEL are that answer and no wish about
 * messages. Whoever sends a question notes it here. Called in the tenant's transaction.
 */
public interface PendingQuestions {

    /**
     * Notes a question to an existing contact, in place of the one before.
     *
     * @param about such as the intent key of the message that asks
     */
    Uni<Void> ask(TenantId tenant, UUID contact, String about, Instant expiresAt);

    /** Whether an answer is awaited, or the last thing sent to them was written to them by the business in a talk. */
    Uni<Boolean> isAwaited(TenantId tenant, UUID contact, Instant now);

    /** They have answered. */
    Uni<Void> answered(TenantId tenant, UUID contact);
}
