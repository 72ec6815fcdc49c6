package io.tidings.billing.invoice.adapter.kafka;

import io.smallrye.mutiny.Uni;
import io.tidings.billing.invoice.application.AcceptIssuedInvoice;
import io.tidings.contracts.Topics;
import io.tidings.contracts.billing.InvoiceIssued;
import io.tidings.runtime.event.Envelope;
import io.tidings.runtime.event.EventHandler;

import jakarta.enterprise.context.ApplicationScoped;

/** An invoice that another system of the shop issued. */
@ApplicationScoped
class OnInvoiceIssued implements EventHandler<InvoiceIssued> {
    private final AcceptIssuedInvoice accept;

    OnInvoiceIssued(AcceptIssuedInvoice accept) {
        this.accept = accept;
    }

    @Override
    public String topic() {
        return Topics.INGRESS;
    }

    @Override
    public Class<InvoiceIssued> type() {
        return InvoiceIssued.class;
    }

    @Override
    public Uni<Void> on(Envelope<InvoiceIssued> event) {
        return accept.handle(new AcceptIssuedInvoice.Command(event.tenant(), event.data()))
                .replaceWithVoid();
    }
}
