package io.tidings.runtime.work;

import io.smallrye.mutiny.Uni;

import java.time.Duration;

/** Does one kind of {@link DueWork}. Every bean of this type is kept going by {@link DueWorkers}. */
public interface DueWorker {

    /** The kind of rows it takes. */
    String kind();

    /**
     * Does the work of one row in transactions of its own and removes or reschedules the row in the last of them. A
     * failure gives the row back, to be tried again with growing pauses.
     */
    Uni<Void> work(DueWork.Item item);

    /** Rows claimed at once and worked side by side; a {@link BatchWorker} gets those of one tenant together. */
    default int batch() {
        return 32;
    }

    /** After this long a claimed row is thought abandoned. */
    default Duration lease() {
        return Duration.ofSeconds(30);
    }
}
