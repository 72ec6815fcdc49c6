package io.tidings.billing.reminder.adapter.persistence;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tidings.billing.invoice.application.Invoices;
import io.tidings.billing.invoice.domain.Invoice;
import io.tidings.billing.reminder.application.PaymentReminders;
import io.tidings.billing.reminder.application.PaymentRemindersContract;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.testkit.infra.TidingsInfra;

import java.time.Duration;
import java.util.function.Function;

import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class HibernatePaymentRemindersTest extends PaymentRemindersContract {
    private static final Duration LONG = Duration.ofSeconds(10);

    @Inject
    TenantTx tx;

    @Inject
    Invoices invoices;

    @Inject
    PaymentReminders reminders;

    @Override
    protected <T> T in(TenantId tenant, Function<PaymentReminders, Uni<T>> work) {
        return tx.run(tenant, () -> work.apply(reminders)).await().atMost(LONG);
    }

    @Override
    protected void given(TenantId tenant, Invoice invoice) {
        tx.run(tenant, () -> invoices.add(tenant, invoice)).await().atMost(LONG);
    }
}
