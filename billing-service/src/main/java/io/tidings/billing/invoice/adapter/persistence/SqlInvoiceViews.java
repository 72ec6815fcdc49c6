package io.tidings.billing.invoice.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.billing.invoice.application.InvoiceViews;
import io.tidings.billing.invoice.domain.Invoice;
import io.tidings.billing.invoice.domain.InvoiceStatus;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.Sql.Statement;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.web.PageRequest;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SqlInvoiceViews implements InvoiceViews {
    private static final String COLUMNS = """
            select id, invoice_number, customer_name, customer_phone, amount, currency, status, issue_date, due_date,
                   paid_at, external_id, created_at, updated_at, version
            from invoices where tenant_id = $1""";
    private static final String BY_ID = COLUMNS + " and id = $2";
    private static final String ALL = COLUMNS + " and id < $2 order by id desc limit $3";
    private static final String BY_STATUS = COLUMNS + " and status = $4 and id < $2 order by id desc limit $3";
    private static final String ITEMS = """
            select invoice_id, description, quantity, unit_amount from invoice_items
            where tenant_id = $1 and invoice_id = any($2) order by invoice_id, position""";
    private static final String REMINDER_COLUMNS = """
            select invoice_id, id, kind, scheduled_at, sent_at, status, reason, message_id from payment_reminders
            where tenant_id = $1""";
    private static final String REMINDERS = REMINDER_COLUMNS + " and invoice_id = any($2) order by scheduled_at, id";
    private static final String REMINDER_PAGE =
            REMINDER_COLUMNS + " and invoice_id = $4 and id < $2 order by id desc limit $3";
    private static final String EXISTS = "select 1 from invoices where tenant_id = $1 and id = $2";

    private final Sql sql;

    SqlInvoiceViews(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Versioned> byId(TenantId tenant, UUID id) {
        var ids = new UUID[] {id};
        return sql.pipeline(List.of(
                        new Statement(BY_ID, tenant.value(), id),
                        new Statement(ITEMS, tenant.value(), ids),
                        new Statement(REMINDERS, tenant.value(), ids)))
                .map(answers -> {
                    var row = answers.get(0).stream().findFirst().orElseThrow(Invoice.NotFound::new);
                    return new Versioned(view(row, items(answers.get(1)), reminders(answers.get(2))), row.number(13));
                });
    }

    @Override
    public Uni<List<InvoiceView>> list(TenantId tenant, PageRequest page, Optional<InvoiceStatus> status) {
        return status.map(only -> sql.all(BY_STATUS, tenant.value(), page.before(), page.fetch(), only.name()))
                .orElseGet(() -> sql.all(ALL, tenant.value(), page.before(), page.fetch()))
                .chain(rows -> withParts(tenant, rows));
    }

    private Uni<List<InvoiceView>> withParts(TenantId tenant, List<Row> rows) {
        var ids = rows.stream().map(row -> row.uuid(0)).toArray(UUID[]::new);
        return sql.pipeline(List.of(
                        new Statement(ITEMS, tenant.value(), ids), new Statement(REMINDERS, tenant.value(), ids)))
                .map(answers -> {
                    var items = items(answers.get(0));
                    var reminders = reminders(answers.get(1));
                    return rows.stream().map(row -> view(row, items, reminders)).toList();
                });
    }

    @Override
    public Uni<List<ReminderView>> reminders(TenantId tenant, PageRequest page, UUID invoice) {
        return sql.pipeline(List.of(
                        new Statement(EXISTS, tenant.value(), invoice),
                        new Statement(REMINDER_PAGE, tenant.value(), page.before(), page.fetch(), invoice)))
                .map(answers -> {
                    if (answers.get(0).isEmpty()) {
                        throw new Invoice.NotFound();
                    }
                    return answers.get(1).stream()
                            .map(SqlInvoiceViews::reminder)
                            .toList();
                });
    }

    private static InvoiceView view(Row row, Map<UUID, List<ItemView>> items, Map<UUID, List<ReminderView>> reminders) {
        var id = row.uuid(0);
        return new InvoiceView(
                id,
                row.string(1),
                new CustomerView(row.stringOrNull(2), row.stringOrNull(3)),
                row.number(4),
                row.string(5),
                wire(row.string(6)),
                row.date(7),
                row.date(8),
                row.instantOrNull(9),
                row.stringOrNull(10),
                items.getOrDefault(id, List.of()),
                reminders.getOrDefault(id, List.of()),
                row.instant(11),
                row.instant(12));
    }

    private static Map<UUID, List<ItemView>> items(List<Row> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.uuid(0),
                        Collectors.mapping(
                                row -> new ItemView(row.string(1), row.integer(2), row.number(3)),
                                Collectors.toList())));
    }

    private static Map<UUID, List<ReminderView>> reminders(List<Row> rows) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.uuid(0), Collectors.mapping(SqlInvoiceViews::reminder, Collectors.toList())));
    }

    private static ReminderView reminder(Row row) {
        return new ReminderView(
                row.uuid(1),
                wire(row.string(2)),
                row.instant(3),
                row.instantOrNull(4),
                wire(row.string(5)),
                row.stringOrNull(6),
                row.uuidOrNull(7));
    }

    private static String wire(String stored) {
        return stored.toLowerCase(Locale.ROOT);
    }
}
