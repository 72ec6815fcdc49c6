package io.tidings.messaging.lead.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.lead.domain.Lead;
import io.tidings.messaging.lead.domain.LeadStatus;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageRequest;
import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.UUID;

/** The leads of each tenant. Called in the tenant's transaction. */
public interface Leads {

    Uni<Optional<Lead>> byId(TenantId tenant, UUID id);

    /** As {@link #byId}, and nobody else changes the lead until the end of the transaction. */
    Uni<Optional<Lead>> byIdForChange(TenantId tenant, UUID id);

    /** Adds the lead; false, and nothing, when its contact has an open one. */
    Uni<Boolean> add(TenantId tenant, Lead lead);

    /** Stores a change; refuses a second open lead of one contact ({@code lead.open}). */
    Uni<Void> update(TenantId tenant, Lead lead);

    /** Newest first; of one status when it is given. */
    Uni<Page<Lead>> list(TenantId tenant, PageRequest page, @Nullable LeadStatus status);
}
