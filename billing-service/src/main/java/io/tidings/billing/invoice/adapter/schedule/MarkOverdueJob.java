package io.tidings.billing.invoice.adapter.schedule;

import io.smallrye.mutiny.Uni;
import io.tidings.billing.invoice.application.MarkOverdue;
import io.tidings.runtime.work.DueWork;
import io.tidings.runtime.work.DueWorker;

import jakarta.enterprise.context.ApplicationScoped;

/** Due days that should have ended. */
@ApplicationScoped
class MarkOverdueJob implements DueWorker {
    private final MarkOverdue markOverdue;

    MarkOverdueJob(MarkOverdue markOverdue) {
        this.markOverdue = markOverdue;
    }

    @Override
    public String kind() {
        return MarkOverdue.WORK;
    }

    @Override
    public Uni<Void> work(DueWork.Item item) {
        return markOverdue
                .handle(new MarkOverdue.Command(item.tenant(), item.subject()))
                .replaceWithVoid();
    }
}
