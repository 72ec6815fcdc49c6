package io.tidings.messaging.intake.adapter.whatsapp;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.dispatch.application.RecordStatuses;
import io.tidings.messaging.intake.application.KeepPreference;
import io.tidings.messaging.intake.application.ReceiveMessage;
import io.tidings.messaging.intake.application.StoreChanges;
import io.tidings.messaging.intake.application.WebhookChanges;
import io.tidings.runtime.event.Transience;
import io.tidings.runtime.tenancy.OnContext;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.work.DueWork;
import io.tidings.runtime.work.DueWorker;
import org.jboss.logging.Logger;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Works one stored change: all it tells in one transaction with its removal. When that fails for a reason that would stay,
 * each entry gets a transaction of its own, so that a bad one never takes its neighbours along.
 */
@ApplicationScoped
class WhatsAppChangeWorker implements DueWorker {
    private static final Logger LOG = Logger.getLogger(WhatsAppChangeWorker.class);

    private final TenantTx tx;
    private final WebhookChanges changes;
    private final RecordStatuses recordStatuses;
    private final ReceiveMessage receiveMessage;
    private final KeepPreference keepPreference;
    private final DueWork due;
    private final Clock clock;
    private final MeterRegistry meters;

    WhatsAppChangeWorker(
            TenantTx tx,
            WebhookChanges changes,
            RecordStatuses recordStatuses,
            ReceiveMessage receiveMessage,
            KeepPreference keepPreference,
            DueWork due,
            Clock clock,
            MeterRegistry meters) {
        this.tx = tx;
        this.changes = changes;
        this.recordStatuses = recordStatuses;
        this.receiveMessage = receiveMessage;
        this.keepPreference = keepPreference;
        this.due = due;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public String kind() {
        return StoreChanges.KIND;
    }

    @Override
    public int batch() {
        return 64;
    }

    @Override
    public Uni<Void> work(DueWork.Item item) {
        var tenant = item.tenant();
        return tx.run(
                        tenant,
                        () -> read(item).chain(told -> inTurn(entries(told)).chain(() -> done(item))))
                .onFailure(failure -> !Transience.isTransient(failure))
                .recoverWithUni(failure -> apart(item));
    }

    private Uni<Void> apart(DueWork.Item item) {
        var tenant = item.tenant();
        return OnContext.fresh(() -> tx.run(tenant, () -> read(item)))
                .chain(told -> inTurn(entries(told).stream()
                        .<Supplier<Uni<Void>>>map(entry -> () -> alone(tenant, entry))
                        .toList()))
                .chain(() -> OnContext.fresh(() -> tx.run(tenant, () -> done(item))));
    }

    private Uni<Void> alone(TenantId tenant, Supplier<Uni<Void>> entry) {
        return OnContext.fresh(() -> tx.run(tenant, entry))
                .onFailure(failure -> !Transience.isTransient(failure))
                .recoverWithUni(failure -> {
                    LOG.errorf(failure, "An entry of a webhook could not be used");
                    meters.counter("tidings.webhooks.entries", "kind", "failed").increment();
                    return Uni.createFrom().voidItem();
                });
    }

    private Uni<Optional<ChangeReader.Told>> read(DueWork.Item item) {
        return changes.find(item.tenant(), item.subject())
                .map(found -> found.map(stored -> ChangeReader.read(
                        item.tenant(), stored.number(), WebhookBody.change(stored.json()), clock.instant())));
    }

    private List<Supplier<Uni<Void>>> entries(Optional<ChangeReader.Told> told) {
        var entries = new ArrayList<Supplier<Uni<Void>>>();
        told.ifPresent(t -> {
            t.statuses().forEach(command -> entries.add(() -> recordStatuses.handle(command)));
            t.messages().forEach(command -> entries.add(() -> receiveMessage.handle(command)));
            t.preferences().forEach(command -> entries.add(() -> keepPreference.handle(command)));
            count("status", t.statuses().size());
            count("message", t.messages().size());
            count("preference", t.preferences().size());
            count("unusable", t.unusable());
        });
        return entries;
    }

    private void count(String kind, int entries) {
        if (entries > 0) {
            meters.counter("tidings.webhooks.entries", "kind", kind).increment(entries);
        }
    }

    private Uni<Void> done(DueWork.Item item) {
        return changes.remove(item.tenant(), item.subject())
                .chain(() -> due.remove(item.tenant(), kind(), item.subject()));
    }

    private static Uni<Void> inTurn(List<Supplier<Uni<Void>>> work) {
        return Multi.createFrom()
                .iterable(work)
                .onItem()
                .transformToUniAndConcatenate(Supplier::get)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
