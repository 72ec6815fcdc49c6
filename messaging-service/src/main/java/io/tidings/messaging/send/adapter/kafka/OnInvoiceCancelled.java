package io.tidings.messaging.send.adapter.kafka;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Topics;
import io.tidings.contracts.billing.InvoiceCancelled;
import io.tidings.messaging.send.application.CloseSource;
import io.tidings.runtime.event.Envelope;
import io.tidings.runtime.event.EventHandler;

import jakarta.enterprise.context.ApplicationScoped;

/** Nobody is reminded of a cancelled invoice. */
@ApplicationScoped
class OnInvoiceCancelled implements EventHandler<InvoiceCancelled> {
    private final CloseSource closeSource;

    OnInvoiceCancelled(CloseSource closeSource) {
        this.closeSource = closeSource;
    }

    @Override
    public String topic() {
        return Topics.BILLING;
    }

    @Override
    public Class<InvoiceCancelled> type() {
        return InvoiceCancelled.class;
    }

    @Override
    public Uni<Void> on(Envelope<InvoiceCancelled> event) {
        var invoice = event.data().invoiceId();
        return closeSource.handle(new CloseSource.Command(event.tenant(), InvoiceNotices.source(invoice), "cancelled"));
    }
}
