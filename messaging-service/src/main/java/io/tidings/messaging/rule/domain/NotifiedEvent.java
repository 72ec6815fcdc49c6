package io.tidings.messaging.rule.domain;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Events of the suite that can speak, each with what it has to tell: a template's variables are filled by these names. */
public enum NotifiedEvent {
    ORDER_PLACED("name", "order_number", "items", "packed_for", "total"),
    ORDER_SHIPPED("name", "order_number", "carrier", "tracking"),
    ORDER_DELIVERED("name", "order_number"),
    PAYMENT_REMINDER_DUE("name", "invoice_number", "amount", "due_date", "status_line"),
    CAMPAIGN_STEP_DUE("name", "text");

    private final Set<String> fields;

    NotifiedEvent(String... fields) {
        this.fields = Set.of(fields);
    }

    /** Names of what it tells. */
    public Set<String> fields() {
        return fields;
    }

    /** As stored and as shown by the API. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The event of this wire name, empty for a text that names none. */
    public static Optional<NotifiedEvent> find(String wire) {
        return Stream.of(values()).filter(event -> event.wire().equals(wire)).findFirst();
    }
}
