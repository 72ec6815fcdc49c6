package io.tidings.messaging.send.adapter.kafka;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Topics;
import io.tidings.contracts.billing.PaymentReminderDue;
import io.tidings.messaging.message.domain.Purpose;
import io.tidings.messaging.send.application.RequestSend;
import io.tidings.messaging.send.application.RequestSend.Content;
import io.tidings.messaging.send.application.RequestSend.Recipient;
import io.tidings.messaging.template.application.BuiltInTemplates;
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
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/** Reminds the customer of an unpaid invoice. */
@ApplicationScoped
class OnPaymentReminderDue implements EventHandler<PaymentReminderDue> {
    private final RequestSend requestSend;
    private final TenantProfiles tenants;
    private final Clock clock;

    OnPaymentReminderDue(RequestSend requestSend, TenantProfiles tenants, Clock clock) {
        this.requestSend = requestSend;
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
                .chain(zone -> requestSend.handle(new RequestSend.Command(
                        event.tenant(),
                        Purpose.TRANSACTIONAL,
                        new Recipient.OfPhone(phone, customer.name()),
                        new Content.Templated(BuiltInTemplates.PAYMENT_REMINDER, parameters(reminder, zone)),
                        "reminder:" + reminder.reminderId(),
                        InvoiceNotices.source(reminder.invoiceId()))))
                .replaceWithVoid();
    }

    private List<String> parameters(PaymentReminderDue reminder, ZoneId zone) {
        return List.of(
                OrderNotices.name(reminder.customer()),
                reminder.invoiceNumber(),
                new Money(reminder.amount(), reminder.currency()).display(),
                InvoiceNotices.day(reminder.dueDate()),
                InvoiceNotices.statusLine(reminder.dueDate(), LocalDate.ofInstant(clock.instant(), zone)));
    }
}
