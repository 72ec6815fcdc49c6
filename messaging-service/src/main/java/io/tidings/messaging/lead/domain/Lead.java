package io.tidings.messaging.lead.domain;

import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.value.Ids;
import io.tidings.runtime.value.PhoneNumber;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Somebody who may become a customer.
 *
 * @param contact who they are in talks; null for one told by API who has not written and is not converted
 * @param source inbound, ad or api
 * @param referral the advertisement they came by, as WhatsApp told it; empty for none
 * @param convertedAt when they became a contact the business counts as won
 * @param version counts changes, from 0
 */
public record Lead(
        UUID id,
        @Nullable UUID contact,
        @Nullable PhoneNumber phone,
        @Nullable String name,
        String source,
        Map<String, String> referral,
        LeadStatus status,
        @Nullable String note,
        @Nullable Instant convertedAt,
        long version,
        Instant createdAt,
        Instant updatedAt) {
    public Lead {
        referral = Map.copyOf(referral);
    }

    /** A new one: of somebody who wrote, or told by API. */
    public static Lead of(
            @Nullable UUID contact,
            @Nullable PhoneNumber phone,
            @Nullable String name,
            String source,
            Map<String, String> referral,
            @Nullable String note,
            Instant now) {
        return new Lead(Ids.next(), contact, phone, name, source, referral, LeadStatus.NEW, note, null, 0, now, now);
    }

    /** Another status or note; refuses steps that make no sense ({@code lead.transition}). */
    public Lead edited(LeadStatus wanted, @Nullable String newNote, Instant now) {
        if (wanted != status && !status.next().contains(wanted)) {
            throw new Transition(status, wanted);
        }
        return new Lead(
                id, contact, phone, name, source, referral, wanted, newNote, convertedAt, version + 1, createdAt, now);
    }

    /** Becomes the contact {@code who}, and is won; refuses a lost one ({@code lead.transition}). */
    public Lead converted(UUID who, Instant now) {
        var won = status == LeadStatus.WON ? this : edited(LeadStatus.WON, note, now);
        return new Lead(id, who, phone, name, source, referral, won.status, note, now, version + 1, createdAt, now);
    }

    /** There is no such lead of this tenant. */
    public static final class NotFound extends Refusal {
        public NotFound() {
            super(Kind.NOT_FOUND, "lead.not-found", "There is no such lead");
        }
    }

    /** Not from this status to that. */
    public static final class Transition extends Refusal {
        Transition(LeadStatus from, LeadStatus to) {
            super(
                    Kind.CONFLICT,
                    "lead.transition",
                    "A lead cannot go from its status to this one",
                    Map.of("from", from.wire(), "to", to.wire()));
        }
    }

    /** Somebody who is to become a contact must be reachable. */
    public static final class Unreachable extends Refusal {
        public Unreachable() {
            super(Kind.CONFLICT, "lead.unreachable", "The lead has neither a phone nor a contact");
        }
    }

    /** The contact has an open lead already. */
    public static final class Open extends Refusal {
        public Open() {
            super(Kind.CONFLICT, "lead.open", "The contact has another open lead");
        }
    }
}
