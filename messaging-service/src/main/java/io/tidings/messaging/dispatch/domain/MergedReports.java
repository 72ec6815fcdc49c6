package io.tidings.messaging.dispatch.domain;

import io.tidings.contracts.Event;
import io.tidings.messaging.message.domain.MessageStatus;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Several reports, in the order they came, merged into the deliveries they tell of. */
public final class MergedReports {

    /**
     * What became of one delivery.
     *
     * @param before its state before all reports
     * @param after its state after them
     * @param calls provider calls to add to its attempts
     * @param news the reports that told something new
     */
    public record Merged(Delivery before, Delivery after, int calls, List<StatusReport> news) {

        /** True when it went out though nobody knew: it must not go again. */
        public boolean wasWaiting() {
            return !news.isEmpty()
                    && (before.status() == MessageStatus.QUEUED
                            || before.status() == MessageStatus.DEFERRED
                            || before.status() == MessageStatus.UNKNOWN);
        }

        /** True when the provider's id of the message was not known before. */
        public boolean isNamed() {
            return before.providerMessageId() == null && after.providerMessageId() != null;
        }
    }

    private final Map<UUID, Merged> byMessage = new LinkedHashMap<>();
    private final Map<String, UUID> byProviderId = new HashMap<>();
    private final List<Event> events = new ArrayList<>();

    public MergedReports(Collection<Delivery> deliveries) {
        deliveries.forEach(delivery -> {
            byMessage.put(delivery.message(), new Merged(delivery, delivery, 0, List.of()));
            learn(delivery);
        });
    }

    private void learn(Delivery delivery) {
        if (delivery.providerMessageId() != null) {
            byProviderId.put(delivery.providerMessageId(), delivery.message());
        }
    }

    /** Notes a call that the provider accepted, which is a report too. */
    public void called(UUID message, StatusReport report) {
        byMessage.computeIfPresent(
                message, (id, known) -> new Merged(known.before(), known.after(), known.calls() + 1, known.news()));
        apply(message, report);
    }

    /**
     * Merges one report.
     *
     * @param message our id, when the report carries it
     * @return what it changes, or null when none of these deliveries is meant
     */
    public Delivery.@Nullable Step apply(@Nullable UUID message, StatusReport report) {
        var known = meant(message, report);
        if (known == null) {
            return null;
        }
        var step = known.after().apply(report);
        if (step.isNews()) {
            var news = new ArrayList<>(known.news());
            news.add(report);
            byMessage.put(step.after().message(), new Merged(known.before(), step.after(), known.calls(), news));
            learn(step.after());
            events.addAll(step.events());
        }
        return step;
    }

    private @Nullable Merged meant(@Nullable UUID message, StatusReport report) {
        var named = message == null ? null : byMessage.get(message);
        if (named != null && named.after().answersTo(report.providerMessageId())) {
            return named;
        }
        var told = byProviderId.get(report.providerMessageId());
        return told == null ? null : byMessage.get(told);
    }

    /** The deliveries that have changed. */
    public List<Merged> changed() {
        return byMessage.values().stream()
                .filter(merged -> merged.calls() > 0 || !merged.news().isEmpty())
                .toList();
    }

    /** What is to be published, in order. */
    public List<Event> events() {
        return List.copyOf(events);
    }
}
