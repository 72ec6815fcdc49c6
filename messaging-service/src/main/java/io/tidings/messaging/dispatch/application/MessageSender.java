package io.tidings.messaging.dispatch.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.dispatch.domain.SendOutcome;
import io.tidings.runtime.tenancy.TenantId;

/** Hands one message to the provider. */
public interface MessageSender {

    /**
     * Calls the provider once, for at most ten seconds, and answers what is known afterwards. It does not fail: whatever
     * goes wrong after the first byte may have left is {@link SendOutcome.Uncertain}.
     */
    Uni<SendOutcome> send(TenantId tenant, ClaimedMessage message);
}
