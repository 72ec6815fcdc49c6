package io.tidings.messaging.intake.adapter.whatsapp;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.contact.application.MoveContact;
import io.tidings.messaging.dispatch.application.RecordStatuses;
import io.tidings.messaging.intake.application.KeepPreference;
import io.tidings.messaging.intake.application.ReceiveMessage;
import io.tidings.messaging.intake.application.StoreChanges;
import io.tidings.messaging.intake.application.WebhookChanges;
import io.tidings.runtime.event.Transience;
import io.tidings.runtime.tenancy.OnContext;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.work.BatchWorker;
import io.tidings.runtime.work.DueWork;
import io.tidings.runtime.work.InTurn;
import org.jboss.logging.Logger;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Works stored changes: all they tell in one transaction with their removal. When a change alone fails for a reason that
 * would stay, each of its entries gets a transaction of its own, so that a bad one never takes its neighbours along.
 */
@ApplicationScoped
class WhatsAppChangeWorker implements BatchWorker {
    private static final Logger LOG = Logger.getLogger(WhatsAppChangeWorker.class);

    private final TenantTx tx;
    private final WebhookChanges changes;
    private final RecordStatuses recordStatuses;
    private final ReceiveMessage receiveMessage;
    private final KeepPreference keepPreference;
    private final MoveContact moveContact;
    private final DueWork due;
    private final Clock clock;
    private final MeterRegistry meters;

    WhatsAppChangeWorker(
            TenantTx tx,
            WebhookChanges changes,
            RecordStatuses recordStatuses,
            ReceiveMessage receiveMessage,
            KeepPreference keepPreference,
            MoveContact moveContact,
            DueWork due,
            Clock clock,
            MeterRegistry meters) {
        this.tx = tx;
        this.changes = changes;
        this.recordStatuses = recordStatuses;
        this.receiveMessage = receiveMessage;
        this.keepPreference = keepPreference;
        this.moveContact = moveContact;
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
        return 256;
    }

    @Override
    public Uni<Void> work(TenantId tenant, List<DueWork.Item> items) {
        var ids = items.stream().map(DueWork.Item::subject).toList();
        var together = tx.run(
                tenant,
                () -> read(tenant, ids).chain(told -> apply(tenant, told)).chain(() -> done(tenant, ids)));
        return items.size() > 1
                ? together
                : together.onFailure(failure -> !Transience.isTransient(failure))
                        .recoverWithUni(failure -> apart(tenant, ids));
    }

    private Uni<Void> apart(TenantId tenant, List<UUID> ids) {
        return OnContext.fresh(() -> tx.run(tenant, () -> read(tenant, ids)))
                .chain(told -> InTurn.each(entries(tenant, told), entry -> alone(tenant, entry)))
                .chain(() -> OnContext.fresh(() -> tx.run(tenant, () -> done(tenant, ids))));
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

    private Uni<ChangeReader.Told> read(TenantId tenant, List<UUID> ids) {
        return changes.find(tenant, ids).map(found -> {
            var told = ChangeReader.Told.all(found.stream()
                    .map(stored -> ChangeReader.read(
                            tenant, stored.number(), WebhookBody.change(stored.json()), clock.instant()))
                    .toList());
            count("status", told.statuses().size());
            count("message", told.messages().size());
            count("preference", told.preferences().size());
            count("move", told.moves().size());
            count("unusable", told.unusable());
            return told;
        });
    }

    private Uni<Void> apply(TenantId tenant, ChangeReader.Told told) {
        var others = new ChangeReader.Told(List.of(), told.messages(), told.preferences(), told.moves(), 0);
        return recordStatuses
                .handle(new RecordStatuses.Command(tenant, told.statuses()))
                .chain(() -> InTurn.each(entries(tenant, others), Supplier::get));
    }

    private List<Supplier<Uni<Void>>> entries(TenantId tenant, ChangeReader.Told told) {
        var entries = new ArrayList<Supplier<Uni<Void>>>();
        told.statuses()
                .forEach(status ->
                        entries.add(() -> recordStatuses.handle(new RecordStatuses.Command(tenant, List.of(status)))));
        told.messages().forEach(command -> entries.add(() -> receiveMessage.handle(command)));
        told.preferences().forEach(command -> entries.add(() -> keepPreference.handle(command)));
        told.moves().forEach(command -> entries.add(() -> moveContact.handle(command)));
        return entries;
    }

    private void count(String kind, int entries) {
        if (entries > 0) {
            meters.counter("tidings.webhooks.entries", "kind", kind).increment(entries);
        }
    }

    private Uni<Void> done(TenantId tenant, List<UUID> ids) {
        return changes.remove(tenant, ids).chain(() -> due.remove(tenant, kind(), ids));
    }
}
