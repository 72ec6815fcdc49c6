package io.tidings.messaging.send.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.send.domain.Circumstances;
import io.tidings.messaging.send.domain.Question;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Looks up what the gate must know. Called in the tenant's transaction. */
public interface Situations {

    /**
     * All of it, of one moment; refuses a contact that is not there ({@code contact.not-found}).
     *
     * @param cap how many marketing messages a contact may get within {@code capWindow} before {@code now}
     */
    Uni<Circumstances> of(TenantId tenant, Question question, int cap, Duration capWindow, Instant now);

    /** The number of the tenant that the contact wrote to last; empty when they never wrote. */
    Uni<Optional<UUID>> writtenTo(TenantId tenant, UUID contact);
}
