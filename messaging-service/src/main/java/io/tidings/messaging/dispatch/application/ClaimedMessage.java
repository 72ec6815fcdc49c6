package io.tidings.messaging.dispatch.application;

import io.tidings.messaging.dispatch.domain.Waiting;
import io.tidings.messaging.phonenumber.application.SendingNumber;
import io.tidings.messaging.phonenumber.domain.Origin;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * A message that was claimed for sending, with all the provider needs.
 *
 * @param message what and to whom
 * @param from the business number or the SMS sender, with its token
 * @param goodFor how long it is worth anything once it has arrived; null for as long as it takes
 */
public record ClaimedMessage(
        TenantId tenant,
        Waiting message,
        Origin from,
        @Nullable Duration goodFor) {

    public ClaimedMessage(TenantId tenant, Waiting message, Origin from) {
        this(tenant, message, from, null);
    }

    /** The kind of its due row: each channel has one of its own. */
    String dueKind() {
        return from instanceof SendingNumber ? DispatchMessage.KIND : DispatchSms.KIND;
    }

    /** Comes back in every status of this message, whatever happened to the answer of the call. */
    public String callbackData() {
        return tenant + ":" + message.id();
    }
}
