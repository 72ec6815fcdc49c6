package io.tidings.testkit.fake;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Event;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;

import java.util.ArrayList;
import java.util.List;

/** An {@link Outbox} that keeps what is appended. */
public final class RecordedOutbox implements Outbox {
    private final List<Event> events = new ArrayList<>();
    private final List<Object> states = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();

    @Override
    public Uni<Void> append(TenantId tenant, List<? extends Event> appended) {
        return Uni.createFrom().voidItem().invoke(() -> events.addAll(appended));
    }

    @Override
    public Uni<Void> appendState(TenantId tenant, String compactedTopic, String key, Object state) {
        return Uni.createFrom().voidItem().invoke(() -> states.add(state));
    }

    @Override
    public Uni<Void> removeState(TenantId tenant, String compactedTopic, String key) {
        return Uni.createFrom().voidItem().invoke(() -> removed.add(key));
    }

    /** Everything appended, in order. */
    public List<Event> events() {
        return List.copyOf(events);
    }

    /** What was appended of one type, in order. */
    public <T extends Event> List<T> events(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public List<Object> states() {
        return List.copyOf(states);
    }

    /** Keys of the states taken away, in order. */
    public List<String> removedStates() {
        return List.copyOf(removed);
    }
}
