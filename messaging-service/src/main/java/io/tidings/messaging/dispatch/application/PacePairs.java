package io.tidings.messaging.dispatch.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.dispatch.domain.Waiting;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.work.DueWork;
import io.tidings.runtime.work.InTurn;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Keeps a number from writing to one person faster than Meta lets it: one message in six seconds, bursts borrowed from the
 * time after. Who would be too fast is put back to when their time comes. In the running transaction.
 */
@ApplicationScoped
class PacePairs {
    private final Outbound outbound;
    private final DueWork due;
    private final DispatchSettings settings;
    private final Clock clock;
    private final DispatchMetrics metrics;

    PacePairs(Outbound outbound, DueWork due, DispatchSettings settings, Clock clock, DispatchMetrics metrics) {
        this.outbound = outbound;
        this.due = due;
        this.settings = settings;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Answers those that may go now, in their order. */
    Uni<List<Waiting>> handle(TenantId tenant, UUID number, List<Waiting> messages) {
        var going = new ArrayList<Waiting>(messages.size());
        var late = new HashMap<UUID, Integer>();
        return InTurn.each(
                        rounds(messages),
                        round -> outbound.takePairs(
                                        tenant,
                                        number,
                                        round.stream().map(Waiting::contact).toList(),
                                        settings.pairInterval(),
                                        settings.pairBurst())
                                .chain(waits -> InTurn.each(round, message -> {
                                    var wait = waits.get(message.contact());
                                    if (wait == null) {
                                        going.add(message);
                                        return Uni.createFrom().voidItem();
                                    }
                                    return putBack(
                                            tenant, message, wait, late.merge(message.contact(), 1, Integer::sum));
                                })))
                .replaceWith(going);
    }

    private Uni<Void> putBack(TenantId tenant, Waiting message, Duration wait, int place) {
        metrics.paced();
        return due.schedule(
                tenant,
                DispatchMessage.KIND,
                message.id(),
                message.purpose().lane(),
                clock.instant().plus(wait).plus(settings.pairInterval().multipliedBy(place - 1L)));
    }

    /** Parts in which everybody is written to at most once. */
    static List<List<Waiting>> rounds(List<Waiting> messages) {
        var parts = new LinkedHashMap<Integer, List<Waiting>>();
        var seen = new HashMap<UUID, Integer>();
        for (var message : messages) {
            parts.computeIfAbsent(seen.merge(message.contact(), 1, Integer::sum), none -> new ArrayList<>())
                    .add(message);
        }
        return List.copyOf(parts.values());
    }
}
