package io.tidings.messaging.consent.domain;

import org.jspecify.annotations.Nullable;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** What counts now for one contact; a purpose that is missing was never spoken of. */
public record ConsentState(Map<ConsentPurpose, Decision> decisions) {

    /** Of somebody who never said anything. */
    public static final ConsentState SILENT = new ConsentState(Map.of());

    public ConsentState {
        decisions = Map.copyOf(decisions);
    }

    public @Nullable Decision of(ConsentPurpose purpose) {
        return decisions.get(purpose);
    }

    public boolean isRevoked(ConsentPurpose purpose) {
        return of(purpose) == Decision.REVOKED;
    }

    /** What counts after {@code line}. */
    public ConsentState after(Consent line) {
        var changed = new EnumMap<ConsentPurpose, Decision>(ConsentPurpose.class);
        changed.putAll(decisions);
        changed.put(line.purpose(), line.decision());
        return new ConsentState(changed);
    }

    /** What the person has stopped: marketing, transactional or all; null for nothing. */
    public @Nullable String stopped() {
        var marketing = isRevoked(ConsentPurpose.MARKETING);
        var transactional = isRevoked(ConsentPurpose.TRANSACTIONAL);
        if (marketing) {
            return transactional ? "all" : "marketing";
        }
        return transactional ? "transactional" : null;
    }

    /** The scope of the opt-out when {@code purposes} are revoked on top of this; null when nothing new is lost. */
    public @Nullable String optOutScope(Set<ConsentPurpose> purposes) {
        if (purposes.stream().allMatch(this::isRevoked)) {
            return null;
        }
        var marketing = isRevoked(ConsentPurpose.MARKETING) || purposes.contains(ConsentPurpose.MARKETING);
        var transactional = isRevoked(ConsentPurpose.TRANSACTIONAL) || purposes.contains(ConsentPurpose.TRANSACTIONAL);
        if (!marketing) {
            return null; // order news alone are off: no campaign is concerned
        }
        return transactional ? "all" : "marketing";
    }
}
