package io.tidings.messaging.contact.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.contact.domain.Contact;
import io.tidings.messaging.contact.domain.ContactSearch;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.PhoneNumber;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageRequest;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The people of each tenant; those that were erased are not among them. Called in the tenant's transaction. */
public interface Contacts {

    /**
     * What {@link #findOrAdd} answers.
     *
     * @param added true when the contact was not there before
     */
    record Found(Contact contact, boolean added) {}

    Uni<Optional<Contact>> byId(TenantId tenant, UUID id);

    /** Whether there is or was such a contact: erased ones keep their ledger. */
    Uni<Boolean> hasLedger(TenantId tenant, UUID id);

    /** As {@link #byId}, and nobody else changes the contact until the end of the transaction. */
    Uni<Optional<Contact>> byIdForChange(TenantId tenant, UUID id);

    /** Whoever has this phone in any spelling, or this WhatsApp id; changed by nobody else until the end. */
    Uni<Optional<Contact>> byPhoneForChange(TenantId tenant, PhoneNumber phone);

    /**
     * The contact with {@code wanted}'s phone or WhatsApp id, else {@code wanted} itself, added. Of several at once one
     * adds and the others find.
     */
    Uni<Found> findOrAdd(TenantId tenant, Contact wanted);

    /** Adds somebody without a phone. */
    Uni<Void> add(TenantId tenant, Contact contact);

    /** Adds those whose phone nobody has; answers the ids that were added. */
    Uni<List<UUID>> addAll(TenantId tenant, List<Contact> contacts);

    /** Contacts by {@link io.tidings.messaging.contact.domain.PhoneKey}, changed by nobody else until the end. */
    Uni<Map<String, Contact>> byKeysForChange(TenantId tenant, Collection<String> keys);

    /** Stores a changed profile or phone; refuses a phone that another has ({@code contact.exists}). */
    Uni<Void> update(TenantId tenant, Contact contact);

    /** As {@link #update} for many, whose phones have not changed. */
    Uni<Void> updateAll(TenantId tenant, List<Contact> contacts);

    /** Notes how WhatsApp spells the contact's phone. */
    Uni<Void> learnWaId(TenantId tenant, UUID contact, String waId);

    /** Newest first. */
    Uni<Page<Contact>> list(TenantId tenant, PageRequest page, ContactSearch search);
}
