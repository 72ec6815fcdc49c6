package io.tidings.messaging.intake.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.intake.domain.InboundMessage;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Messages people wrote. Call it inside the tenant's transaction. */
public interface InboundMessages {

    /** A message of ours that somebody answered. */
    record Answered(UUID message, @Nullable String intentKey) {}

    /** True when the message is stored already. */
    Uni<Boolean> exists(TenantId tenant, String providerMessageId);

    /** The message with that provider id. */
    Uni<Optional<Answered>> byProviderId(TenantId tenant, String providerMessageId);

    /** Adds a text message that came by {@code sender}; false when somebody else has just added it. */
    Uni<Boolean> addSms(
            TenantId tenant, UUID id, UUID contact, UUID sender, String sid, @Nullable String text, Instant now);

    /** Adds the message under {@code id}; false when somebody else has just added it. */
    Uni<Boolean> add(
            TenantId tenant,
            UUID id,
            UUID contact,
            UUID number,
            @Nullable UUID inReplyTo,
            InboundMessage message,
            Instant now);
}
