package io.tidings.messaging.phonenumber.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.phonenumber.domain.BusinessNumber;
import io.tidings.messaging.phonenumber.domain.NumberId;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.Ids;
import org.jspecify.annotations.Nullable;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;

/** Makes a number of the provider this tenant's; refuses one that anybody has registered ({@code phone-number.taken}). */
@ApplicationScoped
public class RegisterNumber {
    private static final int SHOWN = 4;

    public record Command(
            TenantId tenant,
            String phoneNumberId,
            String displayPhone,
            @Nullable String wabaId,
            String accessToken,
            int messagesPerSecond) {
        @Override
        public String toString() {
            return "RegisterNumber[tenant=" + tenant + ", phoneNumberId=" + phoneNumberId + "]";
        }
    }

    private final TenantTx tx;
    private final PhoneNumbers numbers;
    private final NumberOwners owners;
    private final TokenCipher cipher;
    private final Clock clock;

    RegisterNumber(TenantTx tx, PhoneNumbers numbers, NumberOwners owners, TokenCipher cipher, Clock clock) {
        this.tx = tx;
        this.numbers = numbers;
        this.owners = owners;
        this.cipher = cipher;
        this.clock = clock;
    }

    public Uni<BusinessNumber> handle(Command command) {
        var id = Ids.next();
        var token = command.accessToken();
        var number = new BusinessNumber(
                new NumberId(command.tenant().value(), id),
                command.phoneNumberId(),
                command.displayPhone(),
                command.wabaId(),
                cipher.seal(command.tenant(), id, token),
                token.substring(token.length() - SHOWN),
                command.messagesPerSecond(),
                clock.instant());
        return tx.run(
                command.tenant(),
                () -> owners.claim(command.tenant(), command.phoneNumberId(), command.wabaId())
                        .invoke(claimed -> {
                            if (!claimed) {
                                throw new BusinessNumber.Taken();
                            }
                        })
                        .chain(() -> numbers.add(command.tenant(), number))
                        .replaceWith(number));
    }
}
