package io.tidings.messaging.intake.adapter.whatsapp;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.intake.application.StoreChanges;
import io.tidings.messaging.intake.application.WebhookChanges;
import io.tidings.messaging.phonenumber.application.KeepNumberNews;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.work.DueWork;
import io.tidings.runtime.work.DueWorker;
import io.tidings.runtime.work.InTurn;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/** Works what was told of an account. */
@ApplicationScoped
class WhatsAppAccountWorker implements DueWorker {
    private final TenantTx tx;
    private final WebhookChanges changes;
    private final KeepNumberNews keepNumberNews;
    private final DueWork due;

    WhatsAppAccountWorker(TenantTx tx, WebhookChanges changes, KeepNumberNews keepNumberNews, DueWork due) {
        this.tx = tx;
        this.changes = changes;
        this.keepNumberNews = keepNumberNews;
        this.due = due;
    }

    @Override
    public String kind() {
        return StoreChanges.ACCOUNTS;
    }

    @Override
    public Uni<Void> work(DueWork.Item item) {
        var tenant = item.tenant();
        var ids = List.of(item.subject());
        return tx.run(
                tenant,
                () -> changes.json(tenant, ids)
                        .chain(found -> InTurn.each(
                                found.stream()
                                        .flatMap(json ->
                                                AccountChangeReader.read(tenant, WebhookBody.change(json)).stream())
                                        .toList(),
                                keepNumberNews::handle))
                        .chain(() -> changes.remove(tenant, ids))
                        .chain(() -> due.remove(tenant, kind(), ids)));
    }
}
