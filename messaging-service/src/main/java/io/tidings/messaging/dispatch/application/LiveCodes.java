package io.tidings.messaging.dispatch.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.message.domain.MessageSource;
import io.tidings.runtime.tenancy.TenantId;

/** Which one-time codes are still worth sending. Called in the tenant's transaction. */
public interface LiveCodes {

    /** False for a code that was used, replaced or has expired, and for what is no code. */
    Uni<Boolean> isLive(TenantId tenant, MessageSource source);
}
