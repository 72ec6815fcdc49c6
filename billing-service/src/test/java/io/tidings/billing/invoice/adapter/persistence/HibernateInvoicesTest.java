package io.tidings.billing.invoice.adapter.persistence;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tidings.billing.invoice.application.Invoices;
import io.tidings.billing.invoice.application.InvoicesContract;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.testkit.infra.Patience;
import io.tidings.testkit.infra.TidingsInfra;

import java.util.function.Function;

import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class HibernateInvoicesTest extends InvoicesContract {
    @Inject
    TenantTx tx;

    @Inject
    Invoices invoices;

    @Override
    protected <T> T in(TenantId tenant, Function<Invoices, Uni<T>> work) {
        return tx.run(tenant, () -> work.apply(invoices)).await().atMost(Patience.LIMIT);
    }
}
