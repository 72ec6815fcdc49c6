package io.tidings.tenant.account.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.tenant.account.domain.Plan;
import io.tidings.tenant.account.domain.Profile;
import io.tidings.tenant.account.domain.Tenant;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;

import jakarta.enterprise.context.ApplicationScoped;

/** Changes a tenant, suspension included. */
@ApplicationScoped
public class ChangeTenant {
    /**
     * Null leaves a field as it is.
     *
     * @param expectedVersion is shown the current version before anything changes, and may refuse
     */
    public record Command(
            TenantId tenant,
            @Nullable String name,
            @Nullable String timeZone,
            @Nullable String locale,
            @Nullable List<String> packerPhones,
            @Nullable Plan plan,
            @Nullable Boolean active,
            LongConsumer expectedVersion) {

        Profile profile(Profile current) {
            return Profile.of(
                    Objects.requireNonNullElse(name, current.name()),
                    Objects.requireNonNullElse(timeZone, current.timeZone()),
                    Objects.requireNonNullElse(locale, current.locale()),
                    Objects.requireNonNullElse(packerPhones, current.packers()));
        }
    }

    private final TenantTx tx;
    private final Tenants tenants;
    private final Outbox outbox;
    private final Clock clock;

    ChangeTenant(TenantTx tx, Tenants tenants, Outbox outbox, Clock clock) {
        this.tx = tx;
        this.tenants = tenants;
        this.outbox = outbox;
        this.clock = clock;
    }

    public Uni<Tenant> handle(Command command) {
        return tx.run(
                command.tenant(),
                () -> tenants.byId(command.tenant())
                        .invoke(tenant -> {
                            command.expectedVersion().accept(tenant.version());
                            tenant.change(
                                    command.profile(tenant.profile()),
                                    command.plan(),
                                    command.active(),
                                    clock.instant());
                        })
                        .call(tenant -> CreateTenant.Announcement.of(tenant, outbox)));
    }
}
