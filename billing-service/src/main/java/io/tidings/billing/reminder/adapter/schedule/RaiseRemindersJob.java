package io.tidings.billing.reminder.adapter.schedule;

import io.smallrye.mutiny.Uni;
import io.tidings.billing.reminder.application.RaiseReminder;
import io.tidings.runtime.work.DueWork;
import io.tidings.runtime.work.DueWorker;

import jakarta.enterprise.context.ApplicationScoped;

/** Reminders whose time has come. */
@ApplicationScoped
class RaiseRemindersJob implements DueWorker {
    private final RaiseReminder raise;

    RaiseRemindersJob(RaiseReminder raise) {
        this.raise = raise;
    }

    @Override
    public String kind() {
        return RaiseReminder.WORK;
    }

    @Override
    public Uni<Void> work(DueWork.Item item) {
        return raise.handle(new RaiseReminder.Command(item.tenant(), item.subject()));
    }
}
