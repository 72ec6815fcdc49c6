package io.tidings.billing.invoice.adapter.kafka;

import io.smallrye.mutiny.Uni;
import io.tidings.billing.invoice.application.ChangeInvoice;
import io.tidings.billing.invoice.application.ChangeInvoice.Change;
import io.tidings.contracts.Topics;
import io.tidings.contracts.billing.InvoiceOverdue;
import io.tidings.runtime.event.Envelope;
import io.tidings.runtime.event.EventHandler;

import jakarta.enterprise.context.ApplicationScoped;

/** Somebody outside counts days too: believed when the tenant's calendar agrees, else {@code invoice.not-overdue}. */
@ApplicationScoped
class OnInvoiceOverdue implements EventHandler<InvoiceOverdue> {
    private final ChangeInvoice change;

    OnInvoiceOverdue(ChangeInvoice change) {
        this.change = change;
    }

    @Override
    public String topic() {
        return Topics.INGRESS;
    }

    @Override
    public Class<InvoiceOverdue> type() {
        return InvoiceOverdue.class;
    }

    @Override
    public Uni<Void> on(Envelope<InvoiceOverdue> event) {
        return change.handle(new ChangeInvoice.Command(
                        event.tenant(), event.data().invoiceId(), new Change.ConfirmOverdue()))
                .replaceWithVoid();
    }
}
