package io.tidings.messaging.contact.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageRequest;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/** Who has stopped what. Called in the tenant's transaction. */
public interface Unsubscribers {

    /**
     * Somebody who has stopped messages.
     *
     * @param scope marketing, transactional or all
     * @param source where they said it last
     * @param since when it came to this scope
     */
    record Unsubscriber(
            UUID contactId,
            @Nullable String phone,
            @Nullable String name,
            String scope,
            String source,
            Instant since) {}

    /** Newest contacts first; of one scope when it is given. */
    Uni<Page<Unsubscriber>> list(TenantId tenant, PageRequest page, @Nullable String scope);
}
