package io.tidings.messaging.contact.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What is kept of a person, over all features. Called in the tenant's transaction. */
public interface PersonalData {

    /** @param phoneKey of the contact; null when they have no phone */
    record Locked(@Nullable String phoneKey) {}

    /** Holds the contact to the end of the transaction, against new messages too; empty when there is none to erase. */
    Uni<Optional<Locked>> lock(TenantId tenant, UUID contact);

    /** Cancels what waits to be sent to the contact, with {@code code} as the reason. */
    Uni<Void> cancelWaiting(TenantId tenant, UUID contact, String code, Instant now);

    /**
     * Takes away names, phones, ids, texts and evidence. Ids, times, statuses and the ledger's lines stay.
     *
     * @param phoneMark by which the phone is known again; null when there is none
     */
    Uni<Void> erase(TenantId tenant, UUID contact, @Nullable String phoneMark, Instant now);
}
