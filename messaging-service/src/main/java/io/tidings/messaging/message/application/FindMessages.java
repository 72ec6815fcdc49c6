package io.tidings.messaging.message.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageRequest;

import java.util.Optional;
import java.util.UUID;

/** Messages as they are shown, with verdict and history. Called in the tenant's transaction. */
public interface FindMessages {

    Uni<Optional<MessageView>> byId(TenantId tenant, UUID id);

    /** The message of an intent; refuses one that has none ({@code message.not-found}). */
    Uni<MessageView> byIntent(TenantId tenant, String intentKey);

    /** Newest first. */
    Uni<Page<MessageView>> list(TenantId tenant, PageRequest page, MessageFilter filter);

    /** There is no such message of this tenant. */
    final class NotFound extends Refusal {
        public NotFound() {
            super(Kind.NOT_FOUND, "message.not-found", "There is no such message");
        }
    }
}
