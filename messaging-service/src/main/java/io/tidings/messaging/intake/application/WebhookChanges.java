package io.tidings.messaging.intake.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Webhooks as they came, split by change, until they are worked. Call it inside the tenant's transaction. */
public interface WebhookChanges {

    /** Stores changes and answers the ids of those that were not there yet. */
    Uni<List<UUID>> add(TenantId tenant, List<String> changes, Instant at);

    /**
     * One change.
     *
     * @param json as it came
     * @param number phone_numbers.id it came by
     */
    record Stored(String json, UUID number) {}

    /** The change, or empty when it has been worked, or its number is gone. */
    Uni<Optional<Stored>> find(TenantId tenant, UUID id);

    /** Forgets a change that has been worked: it holds personal data and serves no more. */
    Uni<Void> remove(TenantId tenant, UUID id);
}
