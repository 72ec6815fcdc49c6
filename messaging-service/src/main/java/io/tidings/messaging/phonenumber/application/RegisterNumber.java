package io.tidings.messaging.phonenumber.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.phonenumber.domain.BusinessNumber;
import io.tidings.messaging.phonenumber.domain.BusinessNumber.Settings;
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
    /** @param appSecret signs the number's webhooks; null when the installation's does */
    public record Command(
            TenantId tenant,
            String phoneNumberId,
            Settings settings,
            String accessToken,
            @Nullable String appSecret) {
        @Override
        public String toString() {
            return "RegisterNumber[tenant=" + tenant + ", phoneNumberId=" + phoneNumberId + "]";
        }
    }

    private final TenantTx tx;
    private final PhoneNumbers numbers;
    private final NumberOwners owners;
    private final KnownAppSecrets secrets;
    private final TokenCipher cipher;
    private final Clock clock;

    RegisterNumber(
            TenantTx tx,
            PhoneNumbers numbers,
            NumberOwners owners,
            KnownAppSecrets secrets,
            TokenCipher cipher,
            Clock clock) {
        this.tx = tx;
        this.numbers = numbers;
        this.owners = owners;
        this.secrets = secrets;
        this.cipher = cipher;
        this.clock = clock;
    }

    public Uni<BusinessNumber> handle(Command command) {
        var id = Ids.next();
        var number = new BusinessNumber(
                new NumberId(command.tenant().value(), id),
                command.phoneNumberId(),
                command.settings(),
                cipher.keep(command.tenant(), TokenCipher.ACCESS_TOKEN, id, command.accessToken()),
                clock.instant());
        if (command.appSecret() != null) {
            number.sign(
                    cipher.keep(command.tenant(), TokenCipher.APP_SECRET, id, command.appSecret()), clock.instant());
        }
        return tx.run(
                        command.tenant(),
                        () -> owners.claim(command.tenant(), command.phoneNumberId())
                                .invoke(claimed -> {
                                    if (!claimed) {
                                        throw new BusinessNumber.Taken();
                                    }
                                })
                                .chain(() -> numbers.add(command.tenant(), number))
                                .replaceWith(number))
                .invoke(() -> secrets.forget(command.tenant()));
    }
}
