package io.tidings.campaign.campaign.adapter.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tidings.campaign.campaign.application.Campaigns;
import io.tidings.campaign.campaign.domain.Campaign;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.web.PageRequest;
import org.hibernate.reactive.mutiny.Mutiny;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

/** {@link Campaigns} in the session of the running transaction. */
@ApplicationScoped
class HibernateCampaigns implements Campaigns {
    private static final String BY_ID = "from Campaign c where c.id.tenant = :tenant and c.id.value = :id";
    private static final String NEWEST =
            "from Campaign c where c.id.tenant = :tenant and c.id.value < :before order by c.id.value desc";

    @Override
    public Uni<Void> add(TenantId tenant, Campaign campaign) {
        return Panache.getSession().chain(session -> session.persist(campaign));
    }

    @Override
    public Uni<Campaign> byId(TenantId tenant, UUID campaign) {
        return one(tenant, campaign, LockModeType.NONE);
    }

    @Override
    public Uni<Campaign> locked(TenantId tenant, UUID campaign) {
        return one(tenant, campaign, LockModeType.PESSIMISTIC_WRITE);
    }

    @Override
    public Uni<List<Campaign>> newest(TenantId tenant, PageRequest page) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(NEWEST, Campaign.class)
                        .setParameter("tenant", tenant.value())
                        .setParameter("before", page.before())
                        .setMaxResults(page.fetch())
                        .getResultList());
    }

    @Override
    public Uni<Void> flush(TenantId tenant) {
        return Panache.getSession().chain(Mutiny.Session::flush);
    }

    private static Uni<Campaign> one(TenantId tenant, UUID campaign, LockModeType lock) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(BY_ID, Campaign.class)
                        .setParameter("tenant", tenant.value())
                        .setParameter("id", campaign)
                        .setLockMode(lock)
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(Campaign.NotFound::new);
    }
}
