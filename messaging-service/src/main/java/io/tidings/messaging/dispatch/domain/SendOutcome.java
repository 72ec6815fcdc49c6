package io.tidings.messaging.dispatch.domain;

import org.jspecify.annotations.Nullable;

/** What is known after the provider was called. The provider has no idempotency key, so the difference matters. */
public sealed interface SendOutcome {

    /**
     * The provider took the message.
     *
     * @param providerMessageId its id there (wamid)
     * @param waId the provider's spelling of the recipient, when it told one
     */
    record Accepted(String providerMessageId, @Nullable String waId) implements SendOutcome {}

    /** The provider answered that it did not take the message. */
    record Rejected(ProviderError error) implements SendOutcome {}

    /** The request never left: no connection could be made. It is safe to try again. */
    record NotSent(String code) implements SendOutcome {}

    /** The request left and no readable answer came: it may have been taken. It must not be repeated by a machine. */
    record Uncertain(String code) implements SendOutcome {}
}
