package io.tidings.tenant.key.application;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Topics;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.Ids;
import io.tidings.tenant.account.application.Tenants;
import io.tidings.tenant.key.domain.ApiKey;
import io.tidings.tenant.key.domain.ApiKeyId;
import io.tidings.tenant.key.domain.Permissions;
import io.tidings.tenant.key.domain.Secret;
import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

/** Makes an API key and puts its hash in the directory. */
@ApplicationScoped
public class CreateApiKey {
    public record Command(
            TenantId tenant,
            String name,
            String mode,
            Permissions permissions,
            @Nullable Integer rateLimit,
            @Nullable Instant expiresAt) {}

    /** @param secret to be shown now and never again */
    public record Created(ApiKey key, Secret secret) {}

    private final TenantTx tx;
    private final Tenants tenants;
    private final ApiKeys keys;
    private final Outbox outbox;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    CreateApiKey(TenantTx tx, Tenants tenants, ApiKeys keys, Outbox outbox, Clock clock) {
        this.tx = tx;
        this.tenants = tenants;
        this.keys = keys;
        this.outbox = outbox;
        this.clock = clock;
    }

    public Uni<Created> handle(Command command) {
        return tx.run(
                command.tenant(),
                () -> tenants.byId(command.tenant()).chain(tenant -> {
                    var secret = Secret.generate(command.mode(), random);
                    var key = new ApiKey(
                            new ApiKeyId(command.tenant().value(), Ids.next()),
                            command.name(),
                            secret,
                            command.permissions(),
                            command.rateLimit(),
                            command.expiresAt(),
                            clock.instant());
                    return keys.add(command.tenant(), key)
                            .chain(() -> announce(command.tenant(), key, outbox))
                            .replaceWith(new Created(key, secret));
                }));
    }

    static Uni<Void> announce(TenantId tenant, ApiKey key, Outbox outbox) {
        var events = key.pullEvents();
        return events.isEmpty()
                ? Uni.createFrom().voidItem()
                : outbox.append(tenant, events)
                        .chain(() -> outbox.appendState(
                                tenant, Topics.DIRECTORY, "key:" + key.id().value(), key.directoryEntry()));
    }
}
