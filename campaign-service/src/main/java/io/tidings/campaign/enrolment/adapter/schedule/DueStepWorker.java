package io.tidings.campaign.enrolment.adapter.schedule;

import io.smallrye.mutiny.Uni;
import io.tidings.campaign.enrolment.application.Schedule;
import io.tidings.campaign.enrolment.application.WorkDueStep;
import io.tidings.runtime.work.DueWork;
import io.tidings.runtime.work.DueWorker;

import jakarta.enterprise.context.ApplicationScoped;

/** Takes the steps that have fallen due, of all tenants in fair shares. */
@ApplicationScoped
class DueStepWorker implements DueWorker {
    private final WorkDueStep workDueStep;

    DueStepWorker(WorkDueStep workDueStep) {
        this.workDueStep = workDueStep;
    }

    @Override
    public String kind() {
        return Schedule.KIND;
    }

    @Override
    public Uni<Void> work(DueWork.Item item) {
        return workDueStep.handle(new WorkDueStep.Command(item.tenant(), item.subject()));
    }
}
