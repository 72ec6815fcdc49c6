package io.tidings.campaign.enrolment.application;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidings.campaign.enrolment.domain.EnrolmentStatus;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** A contact wants no marketing any more: every campaign they are in ends. */
@ApplicationScoped
public class StopForOptOut {
    public record Command(TenantId tenant, UUID contact, Instant at) {}

    private static final Set<EnrolmentStatus> CONCERNED =
            Set.of(EnrolmentStatus.ACTIVE, EnrolmentStatus.PAUSED, EnrolmentStatus.REPLIED);

    private final TenantTx tx;
    private final Enrolments enrolments;
    private final Schedule schedule;

    StopForOptOut(TenantTx tx, Enrolments enrolments, Schedule schedule) {
        this.tx = tx;
        this.enrolments = enrolments;
        this.schedule = schedule;
    }

    public Uni<Void> handle(Command command) {
        var tenant = command.tenant();
        return tx.run(
                tenant,
                () -> enrolments
                        .lockedOf(tenant, command.contact(), CONCERNED)
                        .onItem()
                        .transformToMulti(found -> Multi.createFrom().iterable(found))
                        .invoke(enrolment -> enrolment.optedOut(command.at()))
                        .onItem()
                        .call(enrolment -> schedule.stopIfEnded(tenant, enrolment))
                        .collect()
                        .last()
                        .replaceWithVoid());
    }
}
