package io.tidings.tenant.key.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.tenant.key.domain.ApiKey;

import java.util.List;
import java.util.UUID;

/** The API keys of a tenant. */
public interface ApiKeys {

    /** The key; refuses with {@link ApiKey.NotFound}. */
    Uni<ApiKey> byId(TenantId tenant, UUID id);

    Uni<Void> add(TenantId tenant, ApiKey key);

    /** Keys whose id is below {@code before}, newest first, revoked ones included. */
    Uni<List<ApiKey>> page(TenantId tenant, UUID before, int limit);
}
