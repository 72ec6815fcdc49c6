package io.tidings.messaging.send.adapter.kafka;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Topics;
import io.tidings.contracts.billing.InvoicePaid;
import io.tidings.messaging.send.application.CloseSource;
import io.tidings.runtime.event.Envelope;
import io.tidings.runtime.event.EventHandler;

import jakarta.enterprise.context.ApplicationScoped;

/** Nobody is reminded of what they have paid. */
@ApplicationScoped
class OnInvoicePaid implements EventHandler<InvoicePaid> {
    private final CloseSource closeSource;

    OnInvoicePaid(CloseSource closeSource) {
        this.closeSource = closeSource;
    }

    @Override
    public String topic() {
        return Topics.BILLING;
    }

    @Override
    public Class<InvoicePaid> type() {
        return InvoicePaid.class;
    }

    @Override
    public Uni<Void> on(Envelope<InvoicePaid> event) {
        var invoice = event.data().invoiceId();
        return closeSource.handle(new CloseSource.Command(event.tenant(), InvoiceNotices.source(invoice), "paid"));
    }
}
