package io.tidings.tenant.audit.adapter.schedule;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.work.DueWork;
import io.tidings.runtime.work.DueWorker;
import io.tidings.tenant.audit.application.WriteRefusals;

import jakarta.enterprise.context.ApplicationScoped;

/** Writes the refusals of a minute when it is over. */
@ApplicationScoped
class WriteRefusalsWorker implements DueWorker {
    private final WriteRefusals writeRefusals;

    WriteRefusalsWorker(WriteRefusals writeRefusals) {
        this.writeRefusals = writeRefusals;
    }

    @Override
    public String kind() {
        return WriteRefusals.KIND;
    }

    @Override
    public Uni<Void> work(DueWork.Item item) {
        return writeRefusals.write(item.tenant());
    }
}
