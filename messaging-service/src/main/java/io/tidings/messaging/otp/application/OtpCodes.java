package io.tidings.messaging.otp.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.otp.domain.Destination;
import io.tidings.messaging.otp.domain.OtpPurpose;
import io.tidings.messaging.otp.domain.OtpSettings;
import io.tidings.messaging.otp.domain.PhonePast;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The codes and what limits them. Call it inside the tenant's transaction; times are the database's. */
public interface OtpCodes {

    /** Makes others who send to or check this phone wait until the transaction ends, then tells its past. */
    Uni<PhonePast> lock(TenantId tenant, Destination destination);

    /** Counts a send; refuses beyond a limit, which undoes all of the transaction. */
    Uni<Void> count(TenantId tenant, Destination destination, @Nullable String address, OtpLimitSettings limits);

    /** For how long the prefix converts too badly to send there; empty when it may be sent to. */
    Uni<Optional<Duration>> pausedPrefix(TenantId tenant, Destination destination, OtpLimitSettings limits);

    /** Voids the live code of phone and purpose and answers its id. */
    Uni<Optional<UUID>> voidLive(TenantId tenant, OtpPurpose purpose, Destination destination);

    /** Keeps a new code; answers when it expires. */
    Uni<Instant> add(
            TenantId tenant,
            UUID id,
            OtpSettings settings,
            Destination destination,
            CodeHashes.Hash hash,
            @Nullable UUID message,
            byte @Nullable [] sealed);

    /** One line of the statistics more. */
    Uni<Void> tally(TenantId tenant, OtpPurpose purpose, Destination destination, int sent, int verified);

    /** Why the Send Gate refused the message, if it did. */
    Uni<Optional<String>> refusalOf(TenantId tenant, UUID message);

    /**
     * Counts a failure of the phone, whatever comes of the check. Answers for how long it is locked, zero for not; a locked
     * one counts no further.
     */
    Uni<Duration> countFailure(TenantId tenant, Destination destination, OtpLimitSettings limits);

    /**
     * Counts the attempt of the live code before it compares, and uses the code up when it is right, all in one statement:
     * of any number of checks at once no more than the code's attempts compare, and one verifies.
     */
    Uni<Boolean> attempt(
            TenantId tenant, OtpPurpose purpose, Destination destination, List<CodeHashes.Hash> candidates);

    /** The phone was proved: nothing is held against it any more. */
    Uni<Void> forgive(TenantId tenant, Destination destination);

    /** Wipes the sealed copies of expired codes, deletes those a day old, old counters and phones; answers those left. */
    Uni<List<UUID>> forget(TenantId tenant, List<UUID> codes);
}
