package io.tidings.messaging.phonenumber.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.phonenumber.domain.BusinessNumber;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** Gives a number another token of the provider; the next call is made with it. */
@ApplicationScoped
public class RotateToken {

    public record Command(TenantId tenant, UUID number, String accessToken) {
        @Override
        public String toString() {
            return "RotateToken[tenant=" + tenant + ", number=" + number + "]";
        }
    }

    private final TenantTx tx;
    private final PhoneNumbers numbers;
    private final TokenCipher cipher;

    RotateToken(TenantTx tx, PhoneNumbers numbers, TokenCipher cipher) {
        this.tx = tx;
        this.numbers = numbers;
        this.cipher = cipher;
    }

    /** Answers the number as it is now; refuses unknown ones ({@code phone-number.not-found}). */
    public Uni<BusinessNumber> handle(Command command) {
        var token = cipher.keep(command.tenant(), TokenCipher.ACCESS_TOKEN, command.number(), command.accessToken());
        return tx.run(
                command.tenant(),
                () -> numbers.change(command.tenant(), command.number(), number -> number.rotate(token)));
    }
}
