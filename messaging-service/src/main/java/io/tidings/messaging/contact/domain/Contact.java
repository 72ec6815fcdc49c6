package io.tidings.messaging.contact.domain;

import io.tidings.contracts.messaging.ContactCreated;
import io.tidings.contracts.messaging.ContactUpdated;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.value.Ids;
import io.tidings.runtime.value.PhoneNumber;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * A person a business writes to; one per phone.
 *
 * @param waId WhatsApp's own spelling of the phone, once it has told; may differ (Brazil's eight-digit mobiles)
 * @param name how to address them; may be unknown
 * @param version counts changes, from 0
 */
public record Contact(
        UUID id,
        PhoneNumber phone,
        @Nullable String waId,
        @Nullable String name,
        @Nullable String timeZone,
        @Nullable String locale,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** Somebody new. */
    public static Contact of(PhoneNumber phone, @Nullable String waId, Profile profile, Instant now) {
        return new Contact(Ids.next(), phone, waId, profile.name(), profile.timeZone(), profile.locale(), 0, now, now);
    }

    /** With another profile; the same object when nothing is different. */
    public Contact with(Profile profile, Instant now) {
        return profile.equals(profile())
                ? this
                : new Contact(
                        id,
                        phone,
                        waId,
                        profile.name(),
                        profile.timeZone(),
                        profile.locale(),
                        version + 1,
                        createdAt,
                        now);
    }

    /** What a shop or WhatsApp knows fills a gap; it never replaces what is there. */
    public Contact completedBy(@Nullable String otherName, Instant now) {
        return name != null ? this : with(new Profile(Profile.clean(otherName), timeZone, locale), now);
    }

    public Profile profile() {
        return new Profile(name, timeZone, locale);
    }

    public ContactCreated created() {
        return new ContactCreated(id, name, phone.e164(), timeZone, locale, createdAt);
    }

    public ContactUpdated updated() {
        return new ContactUpdated(id, name, phone.e164(), timeZone, locale, updatedAt);
    }

    /** There is no such contact of this tenant. */
    public static final class NotFound extends Refusal {
        public NotFound() {
            super(Kind.NOT_FOUND, "contact.not-found", "There is no such contact");
        }
    }

    /** The phone has a contact already: {@code contact_id}. */
    public static final class Exists extends Refusal {
        public Exists(UUID contact) {
            super(
                    Kind.CONFLICT,
                    "contact.exists",
                    "A contact with this phone exists",
                    Map.of("contact_id", Objects.requireNonNull(contact)));
        }
    }
}
