package io.tidings.billing.invoice.adapter.kafka;

import io.smallrye.mutiny.Uni;
import io.tidings.billing.invoice.application.ChangeInvoice;
import io.tidings.billing.invoice.application.ChangeInvoice.Change;
import io.tidings.contracts.Topics;
import io.tidings.contracts.billing.InvoicePaid;
import io.tidings.runtime.event.Envelope;
import io.tidings.runtime.event.EventHandler;

import jakarta.enterprise.context.ApplicationScoped;

/** A payment that somebody outside took. */
@ApplicationScoped
class OnInvoicePaid implements EventHandler<InvoicePaid> {
    private final ChangeInvoice change;

    OnInvoicePaid(ChangeInvoice change) {
        this.change = change;
    }

    @Override
    public String topic() {
        return Topics.INGRESS;
    }

    @Override
    public Class<InvoicePaid> type() {
        return InvoicePaid.class;
    }

    @Override
    public Uni<Void> on(Envelope<InvoicePaid> event) {
        return change.handle(new ChangeInvoice.Command(
                        event.tenant(),
                        event.data().invoiceId(),
                        new Change.Pay(event.data().paidAt())))
                .replaceWithVoid();
    }
}
