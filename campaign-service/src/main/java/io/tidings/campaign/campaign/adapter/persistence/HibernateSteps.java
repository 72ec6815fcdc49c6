package io.tidings.campaign.campaign.adapter.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tidings.campaign.campaign.application.Steps;
import io.tidings.campaign.campaign.domain.Step;
import io.tidings.campaign.campaign.domain.StepPlan;
import io.tidings.runtime.tenancy.TenantId;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** {@link Steps} in the session of the running transaction. */
@ApplicationScoped
class HibernateSteps implements Steps {
    private static final String OF_CAMPAIGN = "from Step s where s.id.tenant = :tenant and s.campaign = :campaign";

    @Override
    public Uni<Void> add(TenantId tenant, Step step) {
        return Panache.getSession().chain(session -> session.persist(step));
    }

    @Override
    public Uni<StepPlan> of(TenantId tenant, UUID campaign) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(OF_CAMPAIGN, Step.class)
                        .setParameter("tenant", tenant.value())
                        .setParameter("campaign", campaign)
                        .getResultList())
                .map(StepPlan::new);
    }
}
