package io.tidings.messaging.dispatch.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.dispatch.domain.Stranded;
import io.tidings.messaging.message.domain.Verdict;
import io.tidings.runtime.tenancy.TenantId;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Rows of text messages and of those they stand for. Call it inside the tenant's transaction. */
public interface SmsMessages {

    /** Reads and locks messages on WhatsApp; those that do not exist, or whose person was erased, are left out. */
    Uni<List<Stranded>> lock(TenantId tenant, Collection<UUID> messages);

    /**
     * A message that goes instead of another: same person, purpose, subject and words.
     *
     * @param why the other one did not do
     */
    record Instead(UUID id, Stranded of, String why, UUID sender, Verdict verdict) {}

    /** The intent of what goes instead: the other one's, marked. */
    static String intentOf(Stranded message) {
        return message.intentKey() + ":sms";
    }

    /** Adds it with its first line of history; false, and nothing, when the other one is followed already. */
    Uni<Boolean> add(TenantId tenant, Instead message, Instant now);

    /**
     * The last statement before the call: moves queued or deferred ones to {@code sending} with their history, except those
     * whose consent is revoked, whose person wants no text messages, or whose source is closed by now. Answers those moved.
     */
    Uni<Set<UUID>> claim(TenantId tenant, Collection<UUID> messages, UUID sender, Instant now);
}
