package io.tidings.messaging.send.adapter.kafka;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Topics;
import io.tidings.contracts.billing.PaymentReminderDue;
import io.tidings.messaging.rule.domain.Audience;
import io.tidings.messaging.rule.domain.NotifiedEvent;
import io.tidings.messaging.send.application.Notify;
import io.tidings.messaging.send.application.RequestSend.Recipient;
import io.tidings.runtime.event.Envelope;
import io.tidings.runtime.event.EventHandler;
import io.tidings.runtime.tenancy.TenantProfile;
import io.tidings.runtime.tenancy.TenantProfiles;
import io.tidings.runtime.value.Money;
import io.tidings.runtime.value.PhoneNumber;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

/** Reminds the customer of an unpaid invoice. */
@ApplicationScoped
class OnPaymentReminderDue implements EventHandler<PaymentReminderDue> {
    private final Notify notify;
    private final TenantProfiles tenants;
    private final Clock clock;

    OnPaymentReminderDue(Notify notify, TenantProfiles tenants, Clock clock) {
        this.notify = notify;
        this.tenants = tenants;
        this.clock = clock;
    }

    @Override
    public String topic() {
        return Topics.BILLING;
    }

    @Override
    public Class<PaymentReminderDue> type() {
        return PaymentReminderDue.class;
    }

    @Override
    public Uni<Void> on(Envelope<PaymentReminderDue> event) {
        var reminder = event.data();
        var customer = reminder.customer();
        if (customer.phone() == null) {
            return Uni.createFrom().voidItem();
        }
        var phone = PhoneNumber.parse(customer.phone());
        return tenants.find(event.tenant())
                .map(found -> found.map(TenantProfile::zone).orElse(ZoneOffset.UTC))
                .chain(zone -> notify.handle(new Notify.Command(
                        event.tenant(),
                        NotifiedEvent.PAYMENT_REMINDER_DUE,
                        Audience.CUSTOMER,
                        new Recipient.OfPhone(phone, customer.name()),
                        told(reminder, zone),
                        "reminder:" + reminder.reminderId(),
                        InvoiceNotices.source(reminder.invoiceId()))));
    }

    private Map<String, String> told(PaymentReminderDue reminder, ZoneId zone) {
        return Map.of(
                "name", OrderNotices.name(reminder.customer()),
                "invoice_number", reminder.invoiceNumber(),
                "amount", new Money(reminder.amount(), reminder.currency()).display(),
                "due_date", InvoiceNotices.day(reminder.dueDate()),
                "status_line",
                        InvoiceNotices.statusLine(reminder.dueDate(), LocalDate.ofInstant(clock.instant(), zone)));
    }
}
