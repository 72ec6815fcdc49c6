package io.tidings.messaging.phonenumber.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;

import java.time.Clock;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Takes a number away: nothing is sent through it or heard from it any more, its token is gone, and whoever has it at the
 * provider may register it. Its messages stay.
 */
@ApplicationScoped
public class RemoveNumber {

    public record Command(TenantId tenant, UUID number) {}

    private final TenantTx tx;
    private final PhoneNumbers numbers;
    private final NumberOwners owners;
    private final Clock clock;

    RemoveNumber(TenantTx tx, PhoneNumbers numbers, NumberOwners owners, Clock clock) {
        this.tx = tx;
        this.numbers = numbers;
        this.owners = owners;
        this.clock = clock;
    }

    /** Refuses unknown ones, and those removed before ({@code phone-number.not-found}). */
    public Uni<Void> handle(Command command) {
        return tx.run(
                command.tenant(),
                () -> numbers.change(command.tenant(), command.number(), number -> number.remove(clock.instant()))
                        .chain(number -> owners.release(command.tenant(), number.phoneNumberId())));
    }
}
