package io.tidings.messaging.conversation.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.phonenumber.application.SendingNumber;
import io.tidings.runtime.tenancy.TenantId;

/** Tells the provider that somebody read. */
public interface ReadReceipts {

    /**
     * Marks a person's message, and those before it, as read. False when the provider did not take it; it does not fail.
     *
     * @param typing shows the person that an answer is being written, for 25 seconds at most
     */
    Uni<Boolean> send(TenantId tenant, SendingNumber number, String providerMessageId, boolean typing);
}
