package io.tidings.messaging.phonenumber.adapter.persistence;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.phonenumber.application.PhoneNumbers;
import io.tidings.messaging.phonenumber.application.SendingNumber;
import io.tidings.messaging.phonenumber.application.TokenCipher;
import io.tidings.messaging.phonenumber.domain.BusinessNumber;
import io.tidings.messaging.phonenumber.domain.NumberId;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageRequest;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

@ApplicationScoped
class HibernateNumbers implements PhoneNumbers, PanacheRepositoryBase<BusinessNumber, NumberId> {
    private final TokenCipher cipher;

    HibernateNumbers(TokenCipher cipher) {
        this.cipher = cipher;
    }

    @Override
    public Uni<Void> add(TenantId tenant, BusinessNumber number) {
        return persist(number).replaceWithVoid();
    }

    @Override
    public Uni<Optional<BusinessNumber>> byId(TenantId tenant, UUID id) {
        return findById(new NumberId(tenant.value(), id))
                .map(found -> Optional.ofNullable(found).filter(number -> !number.isRemoved()));
    }

    @Override
    public Uni<BusinessNumber> change(TenantId tenant, UUID id, Consumer<BusinessNumber> change) {
        return findById(new NumberId(tenant.value(), id), LockModeType.PESSIMISTIC_WRITE)
                .map(found -> Optional.ofNullable(found)
                        .filter(number -> !number.isRemoved())
                        .orElseThrow(BusinessNumber.NotFound::new))
                .invoke(change)
                .call(this::flush);
    }

    @Override
    public Uni<Page<BusinessNumber>> list(TenantId tenant, PageRequest page) {
        return find(
                        "id.tenant = ?1 and id.value < ?2 and standing.removedAt is null order by id.value desc",
                        tenant.value(),
                        page.before())
                .range(0, page.fetch() - 1)
                .list()
                .map(found -> Page.of(page, found, number -> number.id().value()));
    }

    @Override
    public Uni<Optional<SendingNumber>> sending(TenantId tenant, UUID id) {
        return byId(tenant, id)
                .map(found -> found.map(number -> new SendingNumber(
                        id,
                        number.phoneNumberId(),
                        cipher.open(
                                tenant,
                                TokenCipher.ACCESS_TOKEN,
                                id,
                                number.token().sealed()),
                        number.messagesPerSecond(),
                        number.isActive())));
    }

    @Override
    public Uni<Optional<UUID>> byProviderId(TenantId tenant, String phoneNumberId) {
        return find(
                        "id.tenant = ?1 and phoneNumberId = ?2 and standing.removedAt is null",
                        tenant.value(),
                        phoneNumberId)
                .list()
                .map(found ->
                        found.stream().findFirst().map(number -> number.id().value()));
    }

    @Override
    public Uni<Void> pause(TenantId tenant, UUID id, String reason) {
        return byId(tenant, id)
                .invoke(found -> found.ifPresent(number -> number.pause(reason)))
                .replaceWithVoid();
    }
}
