package io.tidings.runtime.work;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;

import java.util.List;

/** A {@link DueWorker} that does many rows of one tenant in one transaction and few statements. */
public interface BatchWorker extends DueWorker {

    /**
     * Does the work of rows that were claimed together and removes or reschedules them. When it fails for several, it is
     * called again for each alone, so that one bad row never takes its neighbours along.
     */
    Uni<Void> work(TenantId tenant, List<DueWork.Item> items);

    @Override
    default Uni<Void> work(DueWork.Item item) {
        return work(item.tenant(), List.of(item));
    }
}
