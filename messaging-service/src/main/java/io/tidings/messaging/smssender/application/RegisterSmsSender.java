package io.tidings.messaging.smssender.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.phonenumber.application.TokenCipher;
import io.tidings.messaging.smssender.domain.SmsSender;
import io.tidings.messaging.smssender.domain.SmsSender.Settings;
import io.tidings.messaging.smssender.domain.SmsSenderId;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.Ids;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;

/** Gives a tenant its sender of text messages; refuses a second one ({@code sms-sender.exists}). */
@ApplicationScoped
public class RegisterSmsSender {
    public record Command(TenantId tenant, String accountSid, Settings settings, String authToken) {
        @Override
        public String toString() {
            return "RegisterSmsSender[tenant=" + tenant + ", accountSid=" + accountSid + "]";
        }
    }

    private final TenantTx tx;
    private final SmsSenders senders;
    private final SmsSenderOwners owners;
    private final TokenCipher cipher;
    private final Clock clock;

    RegisterSmsSender(TenantTx tx, SmsSenders senders, SmsSenderOwners owners, TokenCipher cipher, Clock clock) {
        this.tx = tx;
        this.senders = senders;
        this.owners = owners;
        this.cipher = cipher;
        this.clock = clock;
    }

    public Uni<SmsSender> handle(Command command) {
        var tenant = command.tenant();
        var id = Ids.next();
        var sender = new SmsSender(
                new SmsSenderId(tenant.value(), id),
                command.accountSid(),
                command.settings(),
                cipher.keep(tenant, SmsSenders.AUTH_TOKEN, id, command.authToken()),
                clock.instant());
        return tx.run(
                tenant,
                () -> senders.add(tenant, sender)
                        .invoke(added -> {
                            if (!added) {
                                throw new SmsSender.Exists();
                            }
                        })
                        .chain(() -> owners.add(tenant, id))
                        .replaceWith(sender));
    }
}
