package io.tidings.campaign.enrolment.application;

import io.smallrye.mutiny.Uni;
import io.tidings.campaign.enrolment.domain.Enrolment;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.work.DueWork;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** The due work of enrolments: one row while there is a next step, in the transaction of the enrolment's change. */
@ApplicationScoped
public class Schedule {
    /** Kind of the due work; its subject is the enrolment. */
    public static final String KIND = "campaign-step";

    private final DueWork dueWork;

    Schedule(DueWork dueWork) {
        this.dueWork = dueWork;
    }

    /** Sets the row to the enrolment's next step, or takes it away when there is none. */
    Uni<Void> follow(TenantId tenant, Enrolment enrolment) {
        var next = enrolment.nextStepAt();
        return next == null
                ? forget(tenant, enrolment.id().value())
                : dueWork.schedule(tenant, KIND, enrolment.id().value(), next);
    }

    /** Takes the row away when there is no next step; a row that stands is left alone, it may be leased. */
    Uni<Void> stopIfEnded(TenantId tenant, Enrolment enrolment) {
        return enrolment.nextStepAt() == null
                ? forget(tenant, enrolment.id().value())
                : Uni.createFrom().voidItem();
    }

    Uni<Void> forget(TenantId tenant, UUID enrolment) {
        return dueWork.remove(tenant, KIND, enrolment);
    }
}
