package io.tidings.messaging.dispatch.application;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.dispatch.domain.Delivery;
import io.tidings.messaging.dispatch.domain.StatusReport;
import io.tidings.messaging.message.domain.MessageStatus;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.work.DueWork;
import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Merges what is told of a message into it: history grows, the status never goes backwards, each event is published once.
 * A report that carries our own id proves that the provider took the message, whatever became of the call's answer. What
 * is told of a message not known yet is parked until it is.
 */
@ApplicationScoped
public class RecordStatuses {

    /**
     * One report.
     *
     * @param message our id, when the report carries it
     * @param number phone_numbers.id it came by
     */
    public record Command(TenantId tenant, @Nullable UUID message, UUID number, StatusReport report) {}

    private final TenantTx tx;
    private final Deliveries deliveries;
    private final ProviderConsequences consequences;
    private final Outbox outbox;
    private final DueWork due;
    private final DispatchMetrics metrics;

    RecordStatuses(
            TenantTx tx,
            Deliveries deliveries,
            ProviderConsequences consequences,
            Outbox outbox,
            DueWork due,
            DispatchMetrics metrics) {
        this.tx = tx;
        this.deliveries = deliveries;
        this.consequences = consequences;
        this.outbox = outbox;
        this.due = due;
        this.metrics = metrics;
    }

    /** Applies or parks one report. */
    public Uni<Void> handle(Command command) {
        var tenant = command.tenant();
        var report = command.report();
        return tx.run(
                tenant,
                () -> find(tenant, command.message(), report.providerMessageId())
                        .chain(found -> found.isPresent()
                                ? apply(tenant, found.get(), command.number(), report)
                                : parkUnlessItCame(command)));
    }

    /** The provider's answer named its id: keeps it and joins what was told of that id before. */
    Uni<Void> accepted(TenantId tenant, UUID message, StatusReport report) {
        return deliveries
                .lock(tenant, message)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : deliveries
                                .countCall(tenant, message)
                                .chain(() -> apply(tenant, found.get(), null, report))
                                .chain(() -> join(tenant, report.providerMessageId())));
    }

    private Uni<Optional<Delivery>> find(TenantId tenant, @Nullable UUID message, String providerMessageId) {
        if (message == null) {
            return deliveries.lockByProviderId(tenant, providerMessageId);
        }
        return deliveries
                .lock(tenant, message)
                .chain(found -> found.isPresent() && found.get().answersTo(providerMessageId)
                        ? Uni.createFrom().item(found)
                        : deliveries.lockByProviderId(tenant, providerMessageId));
    }

    private Uni<Void> parkUnlessItCame(Command command) {
        var tenant = command.tenant();
        var report = command.report();
        return deliveries
                .lockBeforeParking(tenant, report.providerMessageId())
                .chain(found -> found.isPresent()
                        ? apply(tenant, found.get(), command.number(), report)
                        : deliveries.park(tenant, report));
    }

    private Uni<Void> join(TenantId tenant, String providerMessageId) {
        return deliveries
                .unpark(tenant, providerMessageId)
                .chain(parked -> Multi.createFrom()
                        .iterable(parked)
                        .onItem()
                        .transformToUniAndConcatenate(report -> deliveries
                                .lockByProviderId(tenant, providerMessageId)
                                .chain(found -> found.isPresent()
                                        ? apply(tenant, found.get(), null, report)
                                        : Uni.createFrom().voidItem()))
                        .collect()
                        .last()
                        .replaceWithVoid());
    }

    private Uni<Void> apply(TenantId tenant, Delivery delivery, @Nullable UUID number, StatusReport report) {
        var step = delivery.apply(report);
        if (!step.isNews()) {
            return Uni.createFrom().voidItem();
        }
        if (step.after().status() != delivery.status()) {
            metrics.reached(step.after().status(), delivery.purpose());
        }
        return deliveries
                .keep(tenant, step.after(), report)
                .chain(() ->
                        step.events().isEmpty() ? Uni.createFrom().voidItem() : outbox.append(tenant, step.events()))
                .chain(() -> report.error() == null
                        ? Uni.createFrom().voidItem()
                        : consequences.of(tenant, delivery.contact(), number, report.error()))
                .chain(() -> isWaiting(delivery.status())
                        ? due.remove(tenant, DispatchMessage.KIND, delivery.message()) // it went out: not again
                        : Uni.createFrom().voidItem());
    }

    private static boolean isWaiting(MessageStatus status) {
        return status == MessageStatus.QUEUED || status == MessageStatus.DEFERRED || status == MessageStatus.UNKNOWN;
    }
}
