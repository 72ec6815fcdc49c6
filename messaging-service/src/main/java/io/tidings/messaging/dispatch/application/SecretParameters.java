package io.tidings.messaging.dispatch.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;

import java.util.Optional;

/** Puts back what is masked in a message's row, for the moment of the call alone. */
public interface SecretParameters {

    /** The message with its secret; empty when the secret is good for nothing any more. In a transaction of its own. */
    Uni<Optional<ClaimedMessage>> reveal(TenantId tenant, ClaimedMessage message);
}
