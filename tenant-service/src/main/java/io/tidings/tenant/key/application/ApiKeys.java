package io.tidings.tenant.key.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.tenant.key.domain.ApiKey;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The API keys of a tenant. */
public interface ApiKeys {

    /** The key; refuses with {@link ApiKey.NotFound}. */
    Uni<ApiKey> byId(TenantId tenant, UUID id);

    /** As {@link #byId}; whoever else asks for it so waits until this transaction ends. */
    Uni<ApiKey> locked(TenantId tenant, UUID id);

    Uni<Void> add(TenantId tenant, ApiKey key);

    /** Keys whose id is below {@code before}, newest first, revoked ones included. */
    Uni<List<ApiKey>> page(TenantId tenant, UUID before, int limit);

    /** Notes that keys of the tenant were used, the latest time of each; keys that are not its own are passed over. */
    Uni<Void> used(TenantId tenant, Map<UUID, Instant> lastUses);
}
