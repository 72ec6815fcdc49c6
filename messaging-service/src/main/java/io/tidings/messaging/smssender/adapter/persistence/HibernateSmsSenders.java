package io.tidings.messaging.smssender.adapter.persistence;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.phonenumber.application.TokenCipher;
import io.tidings.messaging.smssender.application.SendingSms;
import io.tidings.messaging.smssender.application.SmsSenders;
import io.tidings.messaging.smssender.domain.SmsSender;
import io.tidings.messaging.smssender.domain.SmsSenderId;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

@ApplicationScoped
class HibernateSmsSenders implements SmsSenders, PanacheRepositoryBase<SmsSender, SmsSenderId> {
    private static final String HOLD = "select pg_advisory_xact_lock(hashtextextended($1 || ' sms sender', 0))::text";

    private final Sql sql;
    private final TokenCipher cipher;

    HibernateSmsSenders(Sql sql, TokenCipher cipher) {
        this.sql = sql;
        this.cipher = cipher;
    }

    /** Of two at once the second waits and finds the first. */
    @Override
    public Uni<Boolean> add(TenantId tenant, SmsSender sender) {
        return sql.all(HOLD, tenant.toString())
                .chain(() -> current(tenant))
                .chain(there -> there.isPresent()
                        ? Uni.createFrom().item(false)
                        : persistAndFlush(sender).replaceWith(true));
    }

    @Override
    public Uni<Optional<SmsSender>> byId(TenantId tenant, UUID id) {
        return findById(new SmsSenderId(tenant.value(), id))
                .map(found -> Optional.ofNullable(found).filter(sender -> !sender.isRemoved()));
    }

    @Override
    public Uni<Optional<SmsSender>> current(TenantId tenant) {
        return find("id.tenant = ?1 and standing.removedAt is null", tenant.value())
                .list()
                .map(found -> found.stream().findFirst());
    }

    @Override
    public Uni<SmsSender> change(TenantId tenant, UUID id, Consumer<SmsSender> change) {
        return findById(new SmsSenderId(tenant.value(), id), LockModeType.PESSIMISTIC_WRITE)
                .map(found -> Optional.ofNullable(found)
                        .filter(sender -> !sender.isRemoved())
                        .orElseThrow(SmsSender.NotFound::new))
                .invoke(change)
                .call(this::flush);
    }

    @Override
    public Uni<Optional<SendingSms>> sending(TenantId tenant, UUID id) {
        return byId(tenant, id)
                .map(found -> found.filter(SmsSender::isActive)
                        .map(sender -> new SendingSms(
                                id,
                                sender.accountSid(),
                                cipher.open(
                                        tenant, AUTH_TOKEN, id, sender.token().sealed()),
                                sender.from())));
    }

    @Override
    public Uni<List<String>> signingTokens(TenantId tenant, UUID id, Instant now) {
        return byId(tenant, id)
                .map(found -> found.stream()
                        .flatMap(sender -> sender.signingTokens(now).stream())
                        .map(token -> cipher.open(tenant, AUTH_TOKEN, id, token))
                        .toList());
    }

    @Override
    public Uni<Void> pause(TenantId tenant, UUID id, String reason) {
        return byId(tenant, id)
                .invoke(found -> found.ifPresent(sender -> sender.pause(reason)))
                .replaceWithVoid();
    }
}
