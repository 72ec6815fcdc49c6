package io.tidings.billing.reminder.application;

import io.smallrye.mutiny.Uni;
import io.tidings.billing.invoice.domain.Invoice;
import io.tidings.runtime.tenancy.TenantId;

import java.util.function.Function;

class InMemoryPaymentRemindersTest extends PaymentRemindersContract {
    private final PaymentReminders reminders = new InMemoryPaymentReminders();

    @Override
    protected <T> T in(TenantId tenant, Function<PaymentReminders, Uni<T>> work) {
        return work.apply(reminders).await().indefinitely();
    }

    @Override
    protected void given(TenantId tenant, Invoice invoice) {
        // a map asks for no invoice
    }
}
