package io.tidings.messaging.dispatch.domain;

import io.tidings.contracts.Event;
import io.tidings.contracts.messaging.MessageDelivered;
import io.tidings.contracts.messaging.MessageFailed;
import io.tidings.contracts.messaging.MessageRead;
import io.tidings.contracts.messaging.MessageSent;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.messaging.message.domain.Purpose;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * How far an outbound message got. Reports come more than once, in any order and with gaps ({@code read} without
 * {@code delivered}); whatever the order, the end is the same, because the highest of sent, failed, delivered, read wins.
 * Each fact is published once and never before those it implies.
 *
 * @param status the message's status now
 * @param providerMessageId the provider's id, once known
 * @param known every status in the message's history
 */
public record Delivery(
        UUID message,
        UUID contact,
        String intentKey,
        Purpose purpose,
        MessageStatus status,
        @Nullable String providerMessageId,
        Set<MessageStatus> known) {

    public Delivery {
        known = Set.copyOf(known);
    }

    /**
     * What a report changes.
     *
     * @param after the state after it
     * @param isNews false for what was known already: nothing to keep then
     * @param events to publish, in order
     */
    public record Step(Delivery after, boolean isNews, List<Event> events) {}

    /** True when a report with that provider's id can be about this message. */
    public boolean answersTo(String reportedId) {
        return providerMessageId == null || providerMessageId.equals(reportedId);
    }

    public Step apply(StatusReport report) {
        if (known.contains(report.status())) {
            return new Step(this, false, List.of());
        }
        var seen = EnumSet.of(report.status());
        seen.addAll(known);
        var reached = rank(report.status()) > rank(status) ? report.status() : status;
        var after = new Delivery(message, contact, intentKey, purpose, reached, providerId(report), seen);
        return new Step(after, true, events(report));
    }

    private String providerId(StatusReport report) {
        return Objects.requireNonNullElse(providerMessageId, report.providerMessageId());
    }

    private List<Event> events(StatusReport report) {
        var rank = rank(report.status());
        var events = new ArrayList<Event>(3);
        if (report.status() == MessageStatus.FAILED) {
            if (rank > rank(status)) {
                events.add(new MessageFailed(message, contact, intentKey, purpose.wire(), code(report), report.at()));
            }
            return events;
        }
        var told = known.stream()
                .filter(s -> s != MessageStatus.FAILED)
                .mapToInt(Delivery::rank)
                .max()
                .orElse(0);
        if (told < rank(MessageStatus.SENT)) {
            events.add(new MessageSent(message, contact, intentKey, purpose.wire(), providerId(report), report.at()));
        }
        if (told < rank(MessageStatus.DELIVERED) && rank >= rank(MessageStatus.DELIVERED)) {
            events.add(new MessageDelivered(message, contact, intentKey, purpose.wire(), report.at()));
        }
        if (told < rank(MessageStatus.READ) && rank >= rank(MessageStatus.READ)) {
            events.add(new MessageRead(message, contact, intentKey, purpose.wire(), report.at()));
        }
        return events;
    }

    private static String code(StatusReport report) {
        return report.error() == null ? "whatsapp.unknown" : report.error().code();
    }

    private static int rank(MessageStatus status) {
        return switch (status) {
            case SENT -> 1;
            case FAILED -> 2;
            case DELIVERED -> 3;
            case READ -> 4;
            case QUEUED, DEFERRED, SENDING, UNKNOWN, CANCELLED, REFUSED, RECEIVED -> 0;
        };
    }
}
