package io.tidings.messaging.contact.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Instant;
import java.util.UUID;

/** Two contacts that are one person. Called in the tenant's transaction. */
public interface ContactMerges {

    /** Holds both to the end of the transaction, always in the same order. */
    Uni<Void> lock(TenantId tenant, UUID one, UUID other);

    /** Gives messages, talks, leads and ids of {@code from} to {@code into}, and empties {@code from} as an erasure does. */
    Uni<Void> move(TenantId tenant, UUID from, UUID into, Instant now);
}
