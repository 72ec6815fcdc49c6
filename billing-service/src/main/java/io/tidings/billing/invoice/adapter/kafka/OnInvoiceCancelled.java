package io.tidings.billing.invoice.adapter.kafka;

import io.smallrye.mutiny.Uni;
import io.tidings.billing.invoice.application.ChangeInvoice;
import io.tidings.billing.invoice.application.ChangeInvoice.Change;
import io.tidings.contracts.Topics;
import io.tidings.contracts.billing.InvoiceCancelled;
import io.tidings.runtime.event.Envelope;
import io.tidings.runtime.event.EventHandler;

import jakarta.enterprise.context.ApplicationScoped;

/** An invoice called off outside. */
@ApplicationScoped
class OnInvoiceCancelled implements EventHandler<InvoiceCancelled> {
    private final ChangeInvoice change;

    OnInvoiceCancelled(ChangeInvoice change) {
        this.change = change;
    }

    @Override
    public String topic() {
        return Topics.INGRESS;
    }

    @Override
    public Class<InvoiceCancelled> type() {
        return InvoiceCancelled.class;
    }

    @Override
    public Uni<Void> on(Envelope<InvoiceCancelled> event) {
        return change.handle(
                        new ChangeInvoice.Command(event.tenant(), event.data().invoiceId(), new Change.Cancel()))
                .replaceWithVoid();
    }
}
