package io.tidings.gateway.resolution;

import io.tidings.gateway.directory.KeyEntry;
import io.tidings.gateway.directory.TenantEntry;
import org.jspecify.annotations.Nullable;

/** Who is calling, once that is settled. */
public sealed interface Caller {

    /** For whom they act, and whose limits and counts it goes on; null for those who act for none. */
    default @Nullable TenantEntry tenant() {
        return null;
    }

    /** The key they hold, null for whoever came in otherwise. */
    default @Nullable KeyEntry key() {
        return null;
    }

    /** The holder of a tenant's API key. */
    record KeyHolder(KeyEntry key, TenantEntry tenant) implements Caller {}

    /** The installation's operator. */
    record Operator() implements Caller {}

    /** Somebody without a credential, where none is needed. */
    record Anyone() implements Caller {}

    /** A provider or shop; only the service that owns the webhook can tell whether it is genuine. */
    record WebhookSender() implements Caller {}
}
