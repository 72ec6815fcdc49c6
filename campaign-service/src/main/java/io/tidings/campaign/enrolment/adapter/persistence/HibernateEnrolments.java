package io.tidings.campaign.enrolment.adapter.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tidings.campaign.enrolment.application.Enrolments;
import io.tidings.campaign.enrolment.domain.Enrolment;
import io.tidings.campaign.enrolment.domain.EnrolmentStatus;
import io.tidings.runtime.tenancy.TenantId;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

/** {@link Enrolments} in the session of the running transaction. */
@ApplicationScoped
class HibernateEnrolments implements Enrolments {
    private static final String BY_ID = "from Enrolment e where e.id.tenant = :tenant and e.id.value = :id";
    private static final String OF_CONTACT = """
            from Enrolment e where e.id.tenant = :tenant and e.contact = :contact and e.status in :statuses
            order by e.id.value""";
    private static final String NEWEST = """
            from Enrolment e where e.id.tenant = :tenant and e.contact = :contact and e.campaign = :campaign
            order by e.id.value desc""";

    @Override
    public Uni<Void> add(TenantId tenant, Enrolment enrolment) {
        return Panache.getSession().chain(session -> session.persist(enrolment));
    }

    @Override
    public Uni<Optional<Enrolment>> locked(TenantId tenant, UUID enrolment) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(BY_ID, Enrolment.class)
                        .setParameter("tenant", tenant.value())
                        .setParameter("id", enrolment)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    @Override
    public Uni<List<Enrolment>> lockedOf(TenantId tenant, UUID contact, Set<EnrolmentStatus> statuses) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(OF_CONTACT, Enrolment.class)
                        .setParameter("tenant", tenant.value())
                        .setParameter("contact", contact)
                        .setParameter("statuses", statuses)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList());
    }

    @Override
    public Uni<Optional<Enrolment>> newest(TenantId tenant, UUID contact, UUID campaign) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(NEWEST, Enrolment.class)
                        .setParameter("tenant", tenant.value())
                        .setParameter("contact", contact)
                        .setParameter("campaign", campaign)
                        .setMaxResults(1)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }
}
