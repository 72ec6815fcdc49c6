package io.tidings.messaging.phonenumber.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import org.jspecify.annotations.Nullable;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;

/** Keeps what the provider tells of an account and its numbers: quality, limit, and whether they may send at all. */
@ApplicationScoped
public class KeepNumberNews {

    /**
     * @param wabaId the WhatsApp business account
     * @param phone digits of the number meant; null for all of the account
     * @param event the provider's name of what happened
     */
    public record Command(
            TenantId tenant,
            String wabaId,
            @Nullable String phone,
            @Nullable String event,
            NumberHealth.News news) {}

    private final TenantTx tx;
    private final NumberHealth health;
    private final Clock clock;

    KeepNumberNews(TenantTx tx, NumberHealth health, Clock clock) {
        this.tx = tx;
        this.health = health;
        this.clock = clock;
    }

    public Uni<Void> handle(Command command) {
        return tx.run(
                command.tenant(),
                () -> health.keep(
                        command.tenant(),
                        command.wabaId(),
                        command.phone(),
                        command.event(),
                        command.news(),
                        clock.instant()));
    }
}
