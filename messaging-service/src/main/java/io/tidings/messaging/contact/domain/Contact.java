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
 * A person a business writes to; one per phone, however it is spelled.
 *
 * @param phone null for somebody whom WhatsApp names by an id of its own only
 * @param waId WhatsApp's own spelling of the phone, once it has told; may differ (Brazil's eight-digit mobiles)
 * @param version counts changes, from 0
 */
public record Contact(
        UUID id,
        @Nullable PhoneNumber phone,
        @Nullable String waId,
        Profile profile,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** Somebody new. */
    public static Contact of(@Nullable PhoneNumber phone, @Nullable String waId, Profile profile, Instant now) {
        return new Contact(Ids.next(), phone, waId, profile, 0, now, now);
    }

    /** With another profile; the same object when nothing is different. */
    public Contact with(Profile other, Instant now) {
        return other.equals(profile) ? this : changed(phone, waId, other, now);
    }

    /** With another phone, or a first one; the same object when it is another spelling of the one they have. */
    public Contact reachedAt(PhoneNumber other, @Nullable String otherWaId, Instant now) {
        return phone != null && PhoneKey.of(phone).equals(PhoneKey.of(other))
                ? this
                : changed(other, otherWaId, profile, now);
    }

    /** What a shop or WhatsApp knows fills a gap; it never replaces what is there. */
    public Contact completedBy(@Nullable String otherName, Instant now) {
        return name() != null ? this : with(new Profile(Profile.clean(otherName), timeZone(), locale(), labels()), now);
    }

    private Contact changed(@Nullable PhoneNumber newPhone, @Nullable String newWaId, Profile newProfile, Instant now) {
        return new Contact(id, newPhone, newWaId, newProfile, version + 1, createdAt, now);
    }

    public @Nullable String name() {
        return profile.name();
    }

    public @Nullable String timeZone() {
        return profile.timeZone();
    }

    public @Nullable String locale() {
        return profile.locale();
    }

    public Labels labels() {
        return profile.labels();
    }

    /** The phone in E.164, null when there is none. */
    public @Nullable String e164() {
        return phone == null ? null : phone.e164();
    }

    public ContactCreated created() {
        return new ContactCreated(id, name(), e164(), timeZone(), locale(), createdAt);
    }

    public ContactUpdated updated() {
        return new ContactUpdated(id, name(), e164(), timeZone(), locale(), updatedAt);
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
