package io.tidings.campaign.contact.domain;

import io.tidings.runtime.problem.Refusal;
import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * What campaigns know of a contact of messaging-service.
 *
 * @param name how to address them; null when unknown
 */
public record KnownContact(UUID id, @Nullable String name) {

    /** No such contact, or not of this tenant, or the news of it has not arrived yet. */
    public static final class NotFound extends Refusal {
        public NotFound() {
            super(Kind.NOT_FOUND, "contact.not-found", "There is no such contact");
        }
    }
}
