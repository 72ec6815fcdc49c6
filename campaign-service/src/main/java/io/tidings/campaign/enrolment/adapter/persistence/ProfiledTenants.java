package io.tidings.campaign.enrolment.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.campaign.enrolment.application.Tenants;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantProfiles;

import java.time.ZoneOffset;

import jakarta.enterprise.context.ApplicationScoped;

/** {@link Tenants} by the platform's read model. */
@ApplicationScoped
class ProfiledTenants implements Tenants {
    private final TenantProfiles profiles;

    ProfiledTenants(TenantProfiles profiles) {
        this.profiles = profiles;
    }

    @Override
    public Uni<Situation> situation(TenantId tenant) {
        return profiles.find(tenant)
                .map(found -> found.map(profile -> new Situation(profile.zone(), profile.active()))
                        .orElseGet(() -> new Situation(ZoneOffset.UTC, true)));
    }
}
