package io.tidings.messaging.send.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.send.domain.Circumstances;
import io.tidings.messaging.send.domain.Question;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Looks up what the gate must know. Called in the tenant's transaction. */
public interface Situations {

    /**
     * All of it, of one moment, in the order of the questions; refuses a contact that is not there
     * ({@code contact.not-found}). Until the transaction ends nobody else looks up marketing to the same contacts, nor,
     * when the month's quota is nearly used up, anything of the tenant.
     *
     * @param cap how many marketing messages a contact may get within {@code capWindow} before {@code now}
     */
    Uni<List<Circumstances>> of(TenantId tenant, List<Question> questions, int cap, Duration capWindow, Instant now);

    /** The number of the tenant that the contact wrote to last; empty when they never wrote. */
    Uni<Optional<UUID>> writtenTo(TenantId tenant, UUID contact);
}
