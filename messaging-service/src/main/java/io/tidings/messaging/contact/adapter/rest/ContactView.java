package io.tidings.messaging.contact.adapter.rest;

import io.tidings.messaging.consent.domain.ConsentPurpose;
import io.tidings.messaging.consent.domain.ConsentState;
import io.tidings.messaging.contact.domain.Contact;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A contact as the API shows it. */
record ContactView(
        UUID id,
        @Nullable String phone,
        @Nullable String name,
        @Nullable String timeZone,
        @Nullable String locale,
        List<String> tags,
        Map<String, String> attributes,
        ConsentsView consents,
        Instant createdAt,
        Instant updatedAt) {

    /** granted, revoked or unknown. */
    record ConsentsView(String marketing, String transactional) {
        static ConsentsView of(ConsentState state) {
            return new ConsentsView(word(state, ConsentPurpose.MARKETING), word(state, ConsentPurpose.TRANSACTIONAL));
        }
    }

    static ContactView of(Contact contact, ConsentState state) {
        return new ContactView(
                contact.id(),
                contact.e164(),
                contact.name(),
                contact.timeZone(),
                contact.locale(),
                contact.labels().tags(),
                contact.labels().attributes(),
                ConsentsView.of(state),
                contact.createdAt(),
                contact.updatedAt());
    }

    private static String word(ConsentState state, ConsentPurpose purpose) {
        var decision = state.of(purpose);
        return decision == null ? "unknown" : decision.wire();
    }
}
