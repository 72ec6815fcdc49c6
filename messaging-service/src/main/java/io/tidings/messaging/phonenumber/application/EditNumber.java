package io.tidings.messaging.phonenumber.application;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.phonenumber.domain.BusinessNumber;
import io.tidings.messaging.phonenumber.domain.BusinessNumber.Settings;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;

import java.util.UUID;
import java.util.function.LongConsumer;

import jakarta.enterprise.context.ApplicationScoped;

/** Replaces what the tenant says of a number, and pauses or resumes it. */
@ApplicationScoped
public class EditNumber {

    /** @param expectation is given the current version and refuses when the caller has read another */
    public record Command(TenantId tenant, UUID number, Settings settings, boolean paused, LongConsumer expectation) {}

    private final TenantTx tx;
    private final PhoneNumbers numbers;
    private final KnownAppSecrets secrets;

    EditNumber(TenantTx tx, PhoneNumbers numbers, KnownAppSecrets secrets) {
        this.tx = tx;
        this.numbers = numbers;
        this.secrets = secrets;
    }

    /** Answers the number as it is now; refuses unknown ones ({@code phone-number.not-found}). */
    public Uni<BusinessNumber> handle(Command command) {
        return tx.run(
                        command.tenant(),
                        () -> numbers.change(command.tenant(), command.number(), number -> {
                            command.expectation().accept(number.version());
                            number.edit(command.settings());
                            if (command.paused()) {
                                number.pause("operator");
                            } else {
                                number.resume();
                            }
                        }))
                .invoke(() -> secrets.forget(command.tenant()));
    }
}
