package io.tidings.messaging.smssender.application;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.smssender.domain.SmsSender;
import io.tidings.messaging.smssender.domain.SmsSenderId;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** {@link SmsSenders} without a database; tokens lie in it as they are. */
public final class InMemorySmsSenders implements SmsSenders {
    private final Map<SmsSenderId, SmsSender> senders = new LinkedHashMap<>();

    @Override
    public Uni<Boolean> add(TenantId tenant, SmsSender sender) {
        return current(tenant).map(there -> there.isEmpty() && senders.putIfAbsent(sender.id(), sender) == null);
    }

    @Override
    public Uni<Optional<SmsSender>> byId(TenantId tenant, UUID id) {
        return Uni.createFrom()
                .item(() -> Optional.ofNullable(senders.get(new SmsSenderId(tenant.value(), id)))
                        .filter(sender -> !sender.isRemoved()));
    }

    @Override
    public Uni<Optional<SmsSender>> current(TenantId tenant) {
        return Uni.createFrom()
                .item(() -> senders.values().stream()
                        .filter(sender -> sender.id().tenant().equals(tenant.value()) && !sender.isRemoved())
                        .findFirst());
    }

    @Override
    public Uni<SmsSender> change(TenantId tenant, UUID id, Consumer<SmsSender> change) {
        return byId(tenant, id)
                .map(found -> found.orElseThrow(SmsSender.NotFound::new))
                .invoke(change);
    }

    @Override
    public Uni<Optional<SendingSms>> sending(TenantId tenant, UUID id) {
        return byId(tenant, id)
                .map(found -> found.filter(SmsSender::isActive)
                        .map(sender -> new SendingSms(
                                id,
                                sender.accountSid(),
                                new String(sender.token().sealed(), UTF_8),
                                sender.from())));
    }

    @Override
    public Uni<List<String>> signingTokens(TenantId tenant, UUID id, Instant now) {
        return byId(tenant, id)
                .map(found -> found.stream()
                        .flatMap(sender -> sender.signingTokens(now).stream())
                        .map(token -> new String(token, UTF_8))
                        .toList());
    }

    @Override
    public Uni<Void> pause(TenantId tenant, UUID id, String reason) {
        return byId(tenant, id)
                .invoke(found -> found.ifPresent(sender -> sender.pause(reason)))
                .replaceWithVoid();
    }
}
