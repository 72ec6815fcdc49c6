package io.tidings.billing.invoice.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.billing.invoice.application.TenantZones;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantProfile;
import io.tidings.runtime.tenancy.TenantProfiles;

import java.time.ZoneId;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class ProfileTenantZones implements TenantZones {
    private final TenantProfiles profiles;

    ProfileTenantZones(TenantProfiles profiles) {
        this.profiles = profiles;
    }

    @Override
    public Uni<ZoneId> of(TenantId tenant) {
        return profiles.find(tenant).map(found -> found.map(TenantProfile::zone).orElseThrow(NotYetKnown::new));
    }
}
