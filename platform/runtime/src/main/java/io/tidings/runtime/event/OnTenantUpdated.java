package io.tidings.runtime.event;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Topics;
import io.tidings.contracts.tenant.TenantUpdated;
import io.tidings.runtime.tenancy.TenantProfile;
import io.tidings.runtime.tenancy.TenantProfiles;

import java.time.ZoneId;

import jakarta.enterprise.context.ApplicationScoped;

/** Keeps {@link TenantProfiles}. */
@ApplicationScoped
class OnTenantUpdated implements EventHandler<TenantUpdated> {
    private final TenantProfiles profiles;

    OnTenantUpdated(TenantProfiles profiles) {
        this.profiles = profiles;
    }

    @Override
    public String topic() {
        return Topics.TENANT;
    }

    @Override
    public Class<TenantUpdated> type() {
        return TenantUpdated.class;
    }

    @Override
    public Uni<Void> on(Envelope<TenantUpdated> event) {
        var tenant = event.data();
        var profile = new TenantProfile(
                ZoneId.of(tenant.timeZone()),
                tenant.locale(),
                tenant.packerPhones(),
                tenant.active(),
                tenant.quietStart(),
                tenant.quietEnd(),
                tenant.messagesPerMonth());
        return profiles.keep(event.tenant(), profile, tenant.updatedAt());
    }
}
