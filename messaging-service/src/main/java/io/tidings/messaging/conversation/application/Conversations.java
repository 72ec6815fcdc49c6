package io.tidings.messaging.conversation.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** The talks of each tenant. Call it inside the tenant's transaction. */
public interface Conversations {
    /** What a person writes opens or refreshes this long a window in which the business may write freely (Meta). */
    Duration WINDOW = Duration.ofHours(24);

    /** A person wrote at {@code at}; what was written earlier than the last known message changes nothing. */
    Uni<Void> heardFrom(TenantId tenant, UUID contact, UUID number, Instant at);
}
