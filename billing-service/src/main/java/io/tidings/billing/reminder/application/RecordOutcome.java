package io.tidings.billing.reminder.application;

import io.smallrye.mutiny.Uni;
import io.tidings.billing.reminder.domain.PaymentReminder;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** Takes note of what became of a reminder's message. Messages of other intents, and of reminders unknown here, are passed over. */
@ApplicationScoped
public class RecordOutcome {
    private static final String INTENT = "reminder:";

    /** What became of a message. */
    public sealed interface Outcome {
        record Sent(UUID message, Instant at) implements Outcome {}

        record Failed(UUID message, String code) implements Outcome {}
    }

    /** @param intentKey what the message was sent for */
    public record Command(TenantId tenant, String intentKey, Outcome outcome) {}

    private final TenantTx tx;
    private final PaymentReminders reminders;

    RecordOutcome(TenantTx tx, PaymentReminders reminders) {
        this.tx = tx;
        this.reminders = reminders;
    }

    /** Whether a message was sent for a reminder; most were not. */
    public static boolean isOfReminder(String intentKey) {
        return reminderOf(intentKey).isPresent();
    }

    public Uni<Void> handle(Command command) {
        return reminderOf(command.intentKey())
                .map(id -> tx.run(command.tenant(), () -> record(command, id)))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> record(Command command, UUID id) {
        return reminders.find(command.tenant(), id).chain(found -> {
            found.ifPresent(reminder -> apply(command.outcome(), reminder));
            return reminders.save(command.tenant(), List.of());
        });
    }

    private static void apply(Outcome outcome, PaymentReminder reminder) {
        switch (outcome) {
            case Outcome.Sent(var message, var at) -> reminder.sent(message, at);
            case Outcome.Failed(var message, var code) -> reminder.failed(message, code);
        }
    }

    private static Optional<UUID> reminderOf(String intentKey) {
        if (!intentKey.startsWith(INTENT)) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(intentKey.substring(INTENT.length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
