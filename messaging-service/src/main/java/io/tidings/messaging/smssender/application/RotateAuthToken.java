package io.tidings.messaging.smssender.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.phonenumber.application.TokenCipher;
import io.tidings.messaging.smssender.domain.SmsSender;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;

import java.time.Clock;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** Gives a sender another token of the provider; the next call is made with it. */
@ApplicationScoped
public class RotateAuthToken {

    public record Command(TenantId tenant, UUID sender, String authToken) {
        @Override
        public String toString() {
            return "RotateAuthToken[tenant=" + tenant + ", sender=" + sender + "]";
        }
    }

    private final TenantTx tx;
    private final SmsSenders senders;
    private final TokenCipher cipher;
    private final Clock clock;

    RotateAuthToken(TenantTx tx, SmsSenders senders, TokenCipher cipher, Clock clock) {
        this.tx = tx;
        this.senders = senders;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** Answers the sender as it is now; refuses unknown ones ({@code sms-sender.not-found}). */
    public Uni<SmsSender> handle(Command command) {
        var token = cipher.keep(command.tenant(), SmsSenders.AUTH_TOKEN, command.sender(), command.authToken());
        return tx.run(
                command.tenant(),
                () -> senders.change(
                        command.tenant(), command.sender(), sender -> sender.rotate(token, clock.instant())));
    }
}
