package io.tidings.messaging.contact.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.contact.domain.Bsuid;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Who is behind WhatsApp's ids. Called in the tenant's transaction. */
public interface Bsuids {

    /** Until the end of the transaction nobody else links this id. */
    Uni<Void> hold(TenantId tenant, Bsuid bsuid);

    /**
     * The contact with this id at {@code number} or at a number of the same portfolio, or with the same parent id anywhere.
     */
    Uni<Optional<UUID>> contact(TenantId tenant, UUID number, Bsuid bsuid);

    /** Notes that the id is this contact's, whoever had it before. */
    Uni<Void> link(TenantId tenant, UUID contact, UUID number, Bsuid bsuid, Instant now);
}
