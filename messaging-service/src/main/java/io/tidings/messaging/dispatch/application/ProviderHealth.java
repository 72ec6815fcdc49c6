package io.tidings.messaging.dispatch.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Instant;
import java.util.UUID;

/** What the provider's errors tell of templates and people. Call it inside the tenant's transaction. */
public interface ProviderHealth {

    /**
     * Notes that the template of {@code message} is paused: three hours the first time, six the second, for good after
     * that, as Meta does it. Does nothing for a message without one.
     *
     * @param disabled for good at once
     */
    Uni<Void> pauseTemplate(TenantId tenant, UUID message, boolean disabled, String code, Instant now);

    /** Counts that a person could not be reached. */
    Uni<Void> countUnreachable(TenantId tenant, UUID contact, Instant now);
}
