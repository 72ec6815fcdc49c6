package io.tidings.tenant.key.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.Ids;
import io.tidings.tenant.access.domain.Actor;
import io.tidings.tenant.key.domain.ApiKeyId;
import io.tidings.tenant.key.domain.Secret;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** Gives a key a successor; for a while both work, so that whoever uses it can change over without a gap. */
@ApplicationScoped
public class RotateApiKey {
    /** @param grace zero to seven days */
    public record Command(TenantId tenant, Actor actor, UUID key, Duration grace) {}

    private final TenantTx tx;
    private final ApiKeys keys;
    private final KeyNews news;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    RotateApiKey(TenantTx tx, ApiKeys keys, KeyNews news, Clock clock) {
        this.tx = tx;
        this.keys = keys;
        this.news = news;
        this.clock = clock;
    }

    public Uni<CreateApiKey.Created> handle(Command command) {
        return tx.run(
                command.tenant(),
                () -> keys.locked(command.tenant(), command.key()).chain(old -> {
                    if (!command.actor().grants().coverAll(old.permissions())) {
                        throw new CreateApiKey.BeyondOwn();
                    }
                    var secret = Secret.generate(old.mode(), random);
                    var successor = new ApiKeyId(command.tenant().value(), Ids.next());
                    var next = old.rotate(successor, secret, command.grace(), clock.instant());
                    return keys.add(command.tenant(), next)
                            .chain(() -> news.tell(command.tenant(), command.actor(), old, "api-key.rotated"))
                            .chain(() -> news.tell(command.tenant(), command.actor(), next, "api-key.created"))
                            .replaceWith(new CreateApiKey.Created(next, secret));
                }));
    }
}
