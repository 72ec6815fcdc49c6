package io.tidings.campaign.enrolment.application;

import io.smallrye.mutiny.Uni;
import io.tidings.campaign.enrolment.domain.Enrolment;
import io.tidings.campaign.enrolment.domain.EnrolmentStatus;
import io.tidings.runtime.tenancy.TenantId;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Keeps enrolments in the order they were added, which is that of their ids. */
public final class InMemoryEnrolments implements Enrolments {
    private final List<Enrolment> kept = new ArrayList<>();

    @Override
    public Uni<Void> add(TenantId tenant, Enrolment enrolment) {
        return Uni.createFrom().voidItem().invoke(() -> kept.add(enrolment));
    }

    @Override
    public Uni<Optional<Enrolment>> locked(TenantId tenant, UUID enrolment) {
        return Uni.createFrom()
                .item(() ->
                        of(tenant).filter(e -> e.id().value().equals(enrolment)).findFirst());
    }

    @Override
    public Uni<List<Enrolment>> lockedOf(TenantId tenant, UUID contact, Set<EnrolmentStatus> statuses) {
        return Uni.createFrom()
                .item(() -> of(tenant)
                        .filter(e -> e.contact().equals(contact) && statuses.contains(e.status()))
                        .toList());
    }

    @Override
    public Uni<Optional<Enrolment>> newest(TenantId tenant, UUID contact, UUID campaign) {
        return Uni.createFrom()
                .item(() -> of(tenant)
                        .filter(e -> e.contact().equals(contact) && e.campaign().equals(campaign))
                        .reduce((older, newer) -> newer));
    }

    private Stream<Enrolment> of(TenantId tenant) {
        return kept.stream().filter(e -> e.id().tenant().equals(tenant.value()));
    }
}
