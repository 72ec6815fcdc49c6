package io.tidings.messaging.message.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.message.domain.Verdict;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Instant;
import java.util.UUID;

/** The Send Gate's latest word on a waiting message, readable through the API. */
public interface Verdicts {

    /**
     * Stores the verdict on a queued or deferred message and gives it the verdict's status, with a line of history when
     * that is another one. A message that has moved on is left alone.
     */
    Uni<Void> keep(TenantId tenant, UUID message, Verdict verdict, Instant at);
}
