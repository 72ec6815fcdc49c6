package io.tidings.messaging.conversation.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.conversation.domain.ConversationStatus;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageRequest;
import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.UUID;

/** Talks as they are shown. Called in the tenant's transaction. */
public interface FindConversations {

    /**
     * Which; null for any.
     *
     * @param assignedTo a member; empty for those nobody has
     * @param unread true for those with something unread, false for those without
     */
    record Filter(
            @Nullable ConversationStatus status,
            @Nullable String assignedTo,
            @Nullable Boolean unread,
            @Nullable UUID contact) {}

    Uni<Optional<ConversationView>> byId(TenantId tenant, UUID id);

    /** The latest activity first. */
    Uni<Page<ConversationView>> list(TenantId tenant, PageRequest page, Filter filter);

    /** There is no such talk of this tenant. */
    final class NotFound extends Refusal {
        public NotFound() {
            super(Kind.NOT_FOUND, "conversation.not-found", "There is no such conversation");
        }
    }
}
