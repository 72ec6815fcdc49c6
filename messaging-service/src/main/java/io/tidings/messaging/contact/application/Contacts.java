package io.tidings.messaging.contact.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.contact.domain.Contact;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.PhoneNumber;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageRequest;
import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.UUID;

/** The people of each tenant. Called in the tenant's transaction. */
public interface Contacts {

    /**
     * What {@link #findOrAdd} answers.
     *
     * @param added true when the contact was not there before
     */
    record Found(Contact contact, boolean added) {}

    Uni<Optional<Contact>> byId(TenantId tenant, UUID id);

    /** As {@link #byId}, and nobody else changes the contact until the end of the transaction. */
    Uni<Optional<Contact>> byIdForChange(TenantId tenant, UUID id);

    /**
     * The contact with {@code wanted}'s phone or WhatsApp id, else {@code wanted} itself, added. Of several at once one
     * adds and the others find.
     */
    Uni<Found> findOrAdd(TenantId tenant, Contact wanted);

    /** Stores a changed profile. */
    Uni<Void> update(TenantId tenant, Contact contact);

    /** Notes how WhatsApp spells the contact's phone. */
    Uni<Void> learnWaId(TenantId tenant, UUID contact, String waId);

    /** Newest first; of one phone when it is given. */
    Uni<Page<Contact>> list(TenantId tenant, PageRequest page, @Nullable PhoneNumber phone);
}
