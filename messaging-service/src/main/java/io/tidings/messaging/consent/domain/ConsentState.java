package io.tidings.messaging.consent.domain;

import org.jspecify.annotations.Nullable;

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
