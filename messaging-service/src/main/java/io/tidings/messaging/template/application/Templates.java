package io.tidings.messaging.template.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.template.domain.OwnTemplate;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageRequest;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The templates each tenant wrote. Called in the tenant's transaction. */
public interface Templates {

    /** False, and nothing, when the name is taken in that language. */
    Uni<Boolean> add(TenantId tenant, OwnTemplate template);

    Uni<Optional<OwnTemplate>> byId(TenantId tenant, UUID id);

    /** As {@link #byId}, and nobody else changes it until the end of the transaction. */
    Uni<Optional<OwnTemplate>> byIdForChange(TenantId tenant, UUID id);

    /** By name and language, for change. */
    Uni<Optional<OwnTemplate>> byNameForChange(TenantId tenant, String name, String language);

    /** Stores a changed one under the next version. */
    Uni<Void> update(TenantId tenant, OwnTemplate template);

    Uni<Boolean> remove(TenantId tenant, UUID id);

    /** Newest first. */
    Uni<Page<OwnTemplate>> list(TenantId tenant, PageRequest page);

    /** All, oldest first. */
    Uni<List<OwnTemplate>> all(TenantId tenant);
}
