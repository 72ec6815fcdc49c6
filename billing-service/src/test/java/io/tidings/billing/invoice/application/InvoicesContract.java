package io.tidings.billing.invoice.application;

import static io.tidings.billing.invoice.domain.TestInvoice.anInvoice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.tidings.billing.invoice.domain.Invoice;
import io.tidings.billing.invoice.domain.InvoiceItem;
import io.tidings.billing.invoice.domain.InvoiceStatus;
import io.tidings.billing.invoice.domain.TestInvoice;
import io.tidings.runtime.tenancy.TenantId;
import org.junit.jupiter.api.Test;

import java.util.UUID;
import java.util.function.Function;

/** What every {@link Invoices} does. */
public abstract class InvoicesContract {
    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final TenantId other = new TenantId(UUID.randomUUID());

    /** Does something with the invoices in a transaction of its own. */
    protected abstract <T> T in(TenantId tenant, Function<Invoices, Uni<T>> work);

    private Invoice added(TestInvoice description) {
        var invoice = description.of(tenant).sent();
        in(tenant, invoices -> invoices.add(tenant, invoice));
        return invoice;
    }

    @Test
    void an_invoice_comes_back_as_it_was() {
        var written = added(anInvoice().items(new InvoiceItem("Roses", 2, 6000), new InvoiceItem("Ribbon", 1, 500)));
        var read = in(tenant, invoices -> invoices.byId(tenant, written.id().value()));
        assertThat(read.id()).isEqualTo(written.id());
        assertThat(read.agreesWith(written.terms())).isTrue();
        assertThat(read.terms()).isEqualTo(written.terms());
        assertThat(read.status()).isEqualTo(InvoiceStatus.SENT);
    }

    @Test
    void one_without_name_phone_and_lines_comes_back_too() {
        var written = added(anInvoice().phone(null));
        assertThat(in(tenant, invoices -> invoices.byId(tenant, written.id().value()))
                        .terms())
                .isEqualTo(written.terms());
    }

    @Test
    void a_change_is_kept() {
        var id = added(anInvoice()).id().value();
        in(
                tenant,
                invoices -> invoices.byId(tenant, id)
                        .invoke(invoice -> invoice.pay(TestInvoice.WRITTEN, TestInvoice.WRITTEN))
                        .call(invoice -> invoices.save(tenant, invoice)));
        var read = in(tenant, invoices -> invoices.byId(tenant, id));
        assertThat(read.status()).isEqualTo(InvoiceStatus.PAID);
        assertThat(read.paidAt()).isEqualTo(TestInvoice.WRITTEN);
    }

    @Test
    void a_number_is_used_once_per_tenant() {
        added(anInvoice().number("N-1"));
        assertThatThrownBy(() -> added(anInvoice().number("N-1"))).isInstanceOf(Invoice.NumberTaken.class);
        var theirs = anInvoice().of(other).number("N-1").sent();
        in(other, invoices -> invoices.add(other, theirs));
    }

    @Test
    void another_tenants_invoice_is_not_there() {
        var id = added(anInvoice()).id().value();
        var found = in(other, invoices -> invoices.find(other, id));
        assertThat(found).isEmpty();
        assertThatThrownBy(() -> in(other, invoices -> invoices.byId(other, id)))
                .isInstanceOf(Invoice.NotFound.class);
    }
}
