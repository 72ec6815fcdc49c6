package io.tidings.messaging.lead.domain;

import java.util.Locale;
import java.util.Set;

/** How far somebody is from being a customer. */
public enum LeadStatus {
    NEW,
    QUALIFIED,
    WON,
    LOST;

    /** What may come next; a lost one may be taken up again, a won one is over. */
    Set<LeadStatus> next() {
        return switch (this) {
            case NEW -> Set.of(QUALIFIED, WON, LOST);
            case QUALIFIED -> Set.of(WON, LOST);
            case WON -> Set.of();
            case LOST -> Set.of(NEW, QUALIFIED);
        };
    }

    /** Still worked on: a contact has one such lead at most. */
    public boolean isOpen() {
        return this == NEW || this == QUALIFIED;
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static LeadStatus of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
