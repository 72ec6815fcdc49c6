package io.tidings.runtime.event;

import io.tidings.contracts.Event;

/** An {@link EventHandler} that has nothing to do with most events of its type. */
public interface SelectiveHandler<T extends Event> extends EventHandler<T> {

    /** False for an event to pass over: it costs neither a transaction nor an inbox row. */
    boolean concerns(T event);
}
