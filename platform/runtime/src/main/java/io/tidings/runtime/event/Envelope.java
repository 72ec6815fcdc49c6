package io.tidings.runtime.event;

import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * An event with its CloudEvents attributes.
 *
 * @param id unique within its source
 * @param tenant whose it is; header, key and payload agree on it
 * @param source who published it, such as {@code /tidings/commerce}
 * @param time when it happened
 * @param traceparent W3C trace context of the work that caused it
 * @param data the event itself
 */
public record Envelope<T>(
        String id,
        TenantId tenant,
        String source,
        Instant time,
        @Nullable String traceparent,
        T data) {}
