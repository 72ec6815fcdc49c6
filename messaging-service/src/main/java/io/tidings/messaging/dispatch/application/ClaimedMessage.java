package io.tidings.messaging.dispatch.application;

import io.tidings.messaging.dispatch.domain.Waiting;
import io.tidings.messaging.phonenumber.application.SendingNumber;
import io.tidings.runtime.tenancy.TenantId;

/**
 * A message that was claimed for sending, with all the provider needs.
 *
 * @param message what and to whom
 * @param from the business number and its access token
 */
public record ClaimedMessage(TenantId tenant, Waiting message, SendingNumber from) {

    /** Comes back in every status of this message, whatever happened to the answer of the call. */
    public String callbackData() {
        return tenant + ":" + message.id();
    }
}
