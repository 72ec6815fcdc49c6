package io.tidings.runtime.event;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Event;
import io.tidings.runtime.tenancy.TenantId;

import java.util.List;

/**
 * An {@link EventHandler} that applies all its events of one transaction at once, such as one that counts them. They keep
 * their order among themselves and not with those of other handlers.
 */
public interface BatchHandler<T extends Event> extends EventHandler<T> {

    /** Applies events of one tenant, oldest first; at least one. */
    Uni<Void> on(TenantId tenant, List<Envelope<T>> events);

    @Override
    default Uni<Void> on(Envelope<T> event) {
        return on(event.tenant(), List.of(event));
    }
}
