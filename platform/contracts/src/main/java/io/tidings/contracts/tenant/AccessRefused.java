package io.tidings.contracts.tenant;

import io.tidings.contracts.Event;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * The gateway has refused a valid credential of a tenant where it does not belong: on another tenant's host, or from an
 * address it may not be used from. Published on {@link io.tidings.contracts.Topics#USAGE} for the tenant's audit log; never
 * says whose host it was.
 *
 * @param refusalId this telling of it
 * @param code what the caller was answered: tenant.conflict or credential.network
 * @param keyId the key; null for a person
 * @param count refusals of this kind since the last telling, a short while
 * @param refusedAt the last of them
 */
public record AccessRefused(
        UUID refusalId, String code, @Nullable UUID keyId, long count, Instant refusedAt) implements Event {

    @Override
    public UUID subject() {
        return refusalId;
    }
}
