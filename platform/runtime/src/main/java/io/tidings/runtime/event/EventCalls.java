package io.tidings.runtime.event;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Event;
import io.tidings.contracts.Topics;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.work.InTurn;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The calls of one transaction: in the order of their events, but for those that may go side by side and those that a
 * handler takes all at once.
 */
final class EventCalls {
    /** What one handler has to do about one record. */
    record Call<T extends Event>(EventHandler<T> handler, Envelope<T> event, ConsumerRecord<byte[], byte[]> record) {
        Uni<Void> apply() {
            return handler.on(event);
        }

        Inbox.Entry entry() {
            return new Inbox.Entry(handler.consumer(), event.id());
        }

        UUID subject() {
            return event.data().subject();
        }

        /** An event may overtake the news of its tenant, which comes over another topic; outside, it may name nobody. */
        boolean needsTenant() {
            return !handler.topic().equals(Topics.TENANT);
        }
    }

    private EventCalls() {}

    /** Makes all calls, those of {@code tenant} and of one transaction; ends with the first failure. */
    static Uni<Void> make(TenantId tenant, List<Call<?>> calls) {
        Map<BatchHandler<?>, List<Call<?>>> batches = new LinkedHashMap<>();
        var turns = new ArrayList<List<Call<?>>>();
        for (var call : calls) {
            if (call.handler() instanceof BatchHandler<?> batch) {
                batches.computeIfAbsent(batch, first -> new ArrayList<>()).add(call);
            } else if (call.handler().sideBySide()
                    && !turns.isEmpty()
                    && turns.getLast().getFirst().handler().sideBySide()) {
                turns.getLast().add(call);
            } else {
                turns.add(new ArrayList<>(List.of(call)));
            }
        }
        return InTurn.each(turns, EventCalls::sideBySide)
                .chain(() -> InTurn.each(batches.entrySet(), batch -> all(batch.getKey(), tenant, batch.getValue())));
    }

    /** Those of one subject one after the other. */
    private static Uni<Void> sideBySide(List<Call<?>> turn) {
        if (turn.size() == 1) {
            return turn.getFirst().apply();
        }
        Map<UUID, List<Call<?>>> bySubject = new LinkedHashMap<>();
        turn.forEach(call -> bySubject
                .computeIfAbsent(call.subject(), first -> new ArrayList<>())
                .add(call));
        return Uni.join()
                .all(bySubject.values().stream()
                        .map(each -> InTurn.each(each, Call::apply))
                        .toList())
                .andCollectFailures() // what still runs in the transaction ends before it does
                .replaceWithVoid();
    }

    @SuppressWarnings("unchecked") // calls are grouped by the handler they were made for
    private static <T extends Event> Uni<Void> all(
            BatchHandler<T> handler, TenantId tenant, Collection<Call<?>> calls) {
        return handler.on(
                tenant, calls.stream().map(call -> (Envelope<T>) call.event()).toList());
    }
}
