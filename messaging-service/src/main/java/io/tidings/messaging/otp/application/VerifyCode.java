package io.tidings.messaging.otp.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.otp.domain.Destination;
import io.tidings.messaging.otp.domain.NotNow;
import io.tidings.messaging.otp.domain.OtpPurpose;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Checks a code and uses it up. A wrong, expired, used, voided or never sent code is the same plain no, so that the answer
 * does not tell whether the phone is known. Refuses a phone with too many wrong codes ({@code otp.locked}), known or not.
 */
@ApplicationScoped
public class VerifyCode {

    public record Command(TenantId tenant, OtpPurpose purpose, Destination destination, String code) {}

    /** What one transaction came to; a lock is told after it, because its count must stay. */
    private record Check(Duration lockedFor, boolean verified) {}

    private final TenantTx tx;
    private final OtpCodes codes;
    private final CodeHashes hashes;
    private final OtpLimitSettings limits;

    VerifyCode(TenantTx tx, OtpCodes codes, CodeHashes hashes, OtpLimitSettings limits) {
        this.tx = tx;
        this.codes = codes;
        this.hashes = hashes;
        this.limits = limits;
    }

    /** True once per code. */
    public Uni<Boolean> handle(Command command) {
        return tx.run(command.tenant(), () -> check(command)).map(check -> {
            if (check.lockedFor().isPositive()) {
                throw new NotNow.Locked(check.lockedFor().toSeconds());
            }
            return check.verified();
        });
    }

    private Uni<Check> check(Command command) {
        var tenant = command.tenant();
        var destination = command.destination();
        return codes.countFailure(tenant, destination, limits).chain(lockedFor -> {
            if (lockedFor.isPositive()) {
                return Uni.createFrom().item(new Check(lockedFor, false));
            }
            var candidates = hashes.candidates(tenant, command.purpose(), destination, command.code());
            return codes.attempt(tenant, command.purpose(), destination, candidates)
                    .call(verified ->
                            verified ? succeeded(command) : Uni.createFrom().voidItem())
                    .map(verified -> new Check(Duration.ZERO, verified));
        });
    }

    private Uni<Void> succeeded(Command command) {
        var forgiven = codes.forgive(command.tenant(), command.destination());
        return command.destination().test()
                ? forgiven
                : forgiven.chain(() -> codes.tally(command.tenant(), command.purpose(), command.destination(), 0, 1));
    }
}
