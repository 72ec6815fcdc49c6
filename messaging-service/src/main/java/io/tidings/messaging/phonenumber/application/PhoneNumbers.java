package io.tidings.messaging.phonenumber.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.phonenumber.domain.BusinessNumber;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageRequest;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The numbers a tenant speaks from; those removed are not among them. Called in the tenant's transaction. */
public interface PhoneNumbers {

    Uni<Void> add(TenantId tenant, BusinessNumber number);

    Uni<Optional<BusinessNumber>> byId(TenantId tenant, UUID id);

    /** Changes a number; refuses one that is not there ({@code phone-number.not-found}). */
    Uni<BusinessNumber> change(TenantId tenant, UUID id, Consumer<BusinessNumber> change);

    /** Newest first. */
    Uni<Page<BusinessNumber>> list(TenantId tenant, PageRequest page);

    /** What is needed to send through a number, with its token opened. */
    Uni<Optional<SendingNumber>> sending(TenantId tenant, UUID id);

    /** The number behind Meta's id. */
    Uni<Optional<UUID>> byProviderId(TenantId tenant, String phoneNumberId);

    /** Stops sending through it, such as when the provider has restricted it; a paused one stays as it is. */
    Uni<Void> pause(TenantId tenant, UUID id, String reason);
}
