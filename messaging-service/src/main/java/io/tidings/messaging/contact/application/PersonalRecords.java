package io.tidings.messaging.contact.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What is kept of a person, over all features, for them to read. Called in the tenant's transaction. */
public interface PersonalRecords {

    /** Kinds of records beside the contact itself. */
    enum Kind {
        CONSENT,
        LEAD,
        CONVERSATION,
        MESSAGE,
        ONE_TIME_CODE;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param position records come by it, the highest first
     * @param json an object
     */
    record Entry(UUID position, String json) {}

    /** The contact as a JSON object, with what they are found by; empty for unknown and erased ones. */
    Uni<Optional<String>> contact(TenantId tenant, UUID contact);

    /** At most {@code limit} records of a kind below a position. */
    Uni<List<Entry>> below(TenantId tenant, UUID contact, Kind kind, UUID position, int limit);
}
