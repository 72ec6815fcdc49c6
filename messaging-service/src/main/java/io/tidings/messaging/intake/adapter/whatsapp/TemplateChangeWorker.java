package io.tidings.messaging.intake.adapter.whatsapp;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.intake.application.StoreChanges;
import io.tidings.messaging.intake.application.WebhookChanges;
import io.tidings.messaging.template.application.HearOfTemplate;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.work.BatchWorker;
import io.tidings.runtime.work.DueWork;
import io.tidings.runtime.work.InTurn;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/** Works stored news of templates, in the order they came, in one transaction with their removal. */
@ApplicationScoped
class TemplateChangeWorker implements BatchWorker {
    private final TenantTx tx;
    private final WebhookChanges changes;
    private final HearOfTemplate hear;
    private final DueWork due;

    TemplateChangeWorker(TenantTx tx, WebhookChanges changes, HearOfTemplate hear, DueWork due) {
        this.tx = tx;
        this.changes = changes;
        this.hear = hear;
        this.due = due;
    }

    @Override
    public String kind() {
        return StoreChanges.TEMPLATES;
    }

    @Override
    public int batch() {
        return 16;
    }

    @Override
    public Uni<Void> work(TenantId tenant, List<DueWork.Item> items) {
        var ids = items.stream().map(DueWork.Item::subject).toList();
        return tx.run(
                tenant,
                () -> changes.json(tenant, ids)
                        .map(stored -> stored.stream()
                                .map(WebhookBody::change)
                                .flatMap(change -> TemplateChangeReader.read(change).stream())
                                .toList())
                        .chain(news -> InTurn.each(news, each -> hear.handle(tenant, each)))
                        .chain(() -> changes.remove(tenant, ids))
                        .chain(() -> due.remove(tenant, kind(), ids)));
    }
}
