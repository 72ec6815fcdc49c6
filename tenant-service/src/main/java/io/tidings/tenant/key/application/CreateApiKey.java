package io.tidings.tenant.key.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.Ids;
import io.tidings.tenant.access.domain.Actor;
import io.tidings.tenant.account.application.Tenants;
import io.tidings.tenant.key.domain.ApiKey;
import io.tidings.tenant.key.domain.ApiKeyId;
import io.tidings.tenant.key.domain.Networks;
import io.tidings.tenant.key.domain.Permissions;
import io.tidings.tenant.key.domain.Secret;
import io.tidings.tenant.member.domain.Role;
import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

/** Makes an API key and puts its hash in the directory. Nobody makes a key that may do more than they may. */
@ApplicationScoped
public class CreateApiKey {
    public record Command(
            TenantId tenant,
            Actor actor,
            String name,
            String mode,
            Permissions permissions,
            Networks allowedNetworks,
            @Nullable Integer rateLimit,
            @Nullable Instant expiresAt) {}

    /** @param secret to be shown now and never again */
    public record Created(ApiKey key, Secret secret) {}

    private final TenantTx tx;
    private final Tenants tenants;
    private final ApiKeys keys;
    private final KeyNews news;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    CreateApiKey(TenantTx tx, Tenants tenants, ApiKeys keys, KeyNews news, Clock clock) {
        this.tx = tx;
        this.tenants = tenants;
        this.keys = keys;
        this.news = news;
        this.clock = clock;
    }

    public Uni<Created> handle(Command command) {
        if (!command.permissions().values().stream().allMatch(Role::knows)) {
            throw new UnknownPermission();
        }
        if (!command.actor().grants().coverAll(command.permissions().values())) {
            throw new BeyondOwn();
        }
        return tx.run(
                command.tenant(),
                () -> tenants.byId(command.tenant()).chain(tenant -> {
                    var secret = Secret.generate(command.mode(), random);
                    var key = new ApiKey(
                            new ApiKeyId(command.tenant().value(), Ids.next()),
                            command.name(),
                            secret,
                            command.permissions(),
                            command.allowedNetworks(),
                            command.rateLimit(),
                            command.expiresAt(),
                            clock.instant());
                    return keys.add(command.tenant(), key)
                            .chain(() -> news.tell(command.tenant(), command.actor(), key, "api-key.created"))
                            .replaceWith(new Created(key, secret));
                }));
    }

    /** A key would open nothing: most likely a slip of the pen. */
    public static final class UnknownPermission extends Refusal {
        UnknownPermission() {
            super(Kind.INVALID, "api-key.permission-unknown", "Nothing here asks for one of these permissions");
        }
    }

    /** A key would open what its maker may not. */
    public static final class BeyondOwn extends Refusal {
        BeyondOwn() {
            super(Kind.FORBIDDEN, "permission.beyond-own", "Nobody can give a permission that they do not have");
        }
    }
}
