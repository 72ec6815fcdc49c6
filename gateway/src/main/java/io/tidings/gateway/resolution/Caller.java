package io.tidings.gateway.resolution;

import io.tidings.gateway.directory.KeyEntry;
import io.tidings.gateway.directory.TenantEntry;

/** Who is calling, once that is settled. */
public sealed interface Caller {

    /** The holder of a tenant's API key. */
    record KeyHolder(KeyEntry key, TenantEntry tenant) implements Caller {}

    /** The installation's operator. */
    record Operator() implements Caller {}

    /** A provider or shop; only the service that owns the webhook can tell whether it is genuine. */
    record WebhookSender() implements Caller {}
}
