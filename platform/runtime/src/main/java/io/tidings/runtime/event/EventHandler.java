package io.tidings.runtime.event;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Event;

/**
 * Reacts to one type of event from one topic. Every bean of this type is found by the receiver, which calls it at most
 * once per event: in a transaction of the event's tenant in which the inbox row is already written. A refusal sends the
 * record to the dead letters with its code; a database or provider that is away is waited for.
 */
public interface EventHandler<T extends Event> {

    /** The topic listened to, one of {@link io.tidings.contracts.Topics}; the ingress is validated by schema first. */
    String topic();

    Class<T> type();

    /** Applies the event. */
    Uni<Void> on(Envelope<T> event);

    /**
     * True when events of different subjects that have come together may be applied side by side in their transaction,
     * so that the statements of many share a round trip. For handlers that speak plain SQL only ({@link
     * io.tidings.runtime.tenancy.Sql}: a session must not be used twice at once) and whose outcome for one subject does not
     * depend on another's.
     */
    default boolean sideBySide() {
        return false;
    }

    /** Name under which the inbox remembers; must not change, or old events are worked again. */
    default String consumer() {
        return topic() + "/" + type().getSimpleName();
    }
}
