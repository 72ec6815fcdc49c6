package io.tidings.messaging.smssender.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.smssender.domain.SmsSender;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The sender of text messages a tenant has; removed ones are not among them. Called in the tenant's transaction. */
public interface SmsSenders {
    /** The column of sealed tokens. */
    String AUTH_TOKEN = "sms_senders.auth_token";

    /** False when the tenant has one already. */
    Uni<Boolean> add(TenantId tenant, SmsSender sender);

    Uni<Optional<SmsSender>> byId(TenantId tenant, UUID id);

    /** The one the tenant has. */
    Uni<Optional<SmsSender>> current(TenantId tenant);

    /** Changes a sender; refuses one that is not there ({@code sms-sender.not-found}). */
    Uni<SmsSender> change(TenantId tenant, UUID id, Consumer<SmsSender> change);

    /** What is needed to send through it, with its token opened; empty while it is paused. */
    Uni<Optional<SendingSms>> sending(TenantId tenant, UUID id);

    /** Tokens in the clear that its callbacks may be signed with; none for an unknown sender. */
    Uni<List<String>> signingTokens(TenantId tenant, UUID id, Instant now);

    /** Stops sending through it, such as when the provider has closed the account; a paused one stays as it is. */
    Uni<Void> pause(TenantId tenant, UUID id, String reason);
}
