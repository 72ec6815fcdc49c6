package io.tidings.messaging.phonenumber.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.phonenumber.domain.BusinessNumber;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Gives a number an app secret of its own, for a tenant with an app of its own at Meta. The one before is accepted for a day
 * more, because what is on its way was signed with it.
 */
@ApplicationScoped
public class ChangeAppSecret {
    private static final Duration BOTH_VALID = Duration.ofDays(1);

    /** @param appSecret null for the installation's */
    public record Command(
            TenantId tenant, UUID number, @Nullable String appSecret) {
        @Override
        public String toString() {
            return "ChangeAppSecret[tenant=" + tenant + ", number=" + number + "]";
        }
    }

    private final TenantTx tx;
    private final PhoneNumbers numbers;
    private final KnownAppSecrets known;
    private final TokenCipher cipher;
    private final Clock clock;

    ChangeAppSecret(TenantTx tx, PhoneNumbers numbers, KnownAppSecrets known, TokenCipher cipher, Clock clock) {
        this.tx = tx;
        this.numbers = numbers;
        this.known = known;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** Answers the number as it is now; refuses unknown ones ({@code phone-number.not-found}). */
    public Uni<BusinessNumber> handle(Command command) {
        return tx.run(
                        command.tenant(),
                        () -> numbers.change(command.tenant(), command.number(), number -> change(command, number)))
                .invoke(() -> known.forget(command.tenant()));
    }

    private void change(Command command, BusinessNumber number) {
        var secret = command.appSecret();
        if (secret == null) {
            number.signAsInstallation();
        } else {
            number.sign(
                    cipher.keep(command.tenant(), TokenCipher.APP_SECRET, command.number(), secret),
                    clock.instant().plus(BOTH_VALID));
        }
    }
}
