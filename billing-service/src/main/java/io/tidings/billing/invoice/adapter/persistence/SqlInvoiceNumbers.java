package io.tidings.billing.invoice.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.billing.invoice.application.InvoiceNumbers;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SqlInvoiceNumbers implements InvoiceNumbers {
    private static final String TAKE = """
            insert into invoice_counters as c (tenant_id, last_number) values ($1, 1)
            on conflict (tenant_id) do update set last_number = c.last_number + 1
            returning last_number""";
    private static final String TAKEN = "select 1 from invoices where tenant_id = $1 and invoice_number = $2";

    private final Sql sql;

    SqlInvoiceNumbers(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<String> next(TenantId tenant) {
        return sql.one(TAKE, tenant.value())
                .map(row -> "INV-%06d".formatted(row.number(0)))
                .chain(number -> sql.all(TAKEN, tenant.value(), number)
                        .chain(others -> others.isEmpty() ? Uni.createFrom().item(number) : next(tenant)));
    }
}
