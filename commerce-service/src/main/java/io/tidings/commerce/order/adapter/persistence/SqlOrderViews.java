package io.tidings.commerce.order.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.commerce.order.application.OrderView;
import io.tidings.commerce.order.application.OrderViews;
import io.tidings.commerce.order.domain.OrderId;
import io.tidings.commerce.order.domain.OrderStatus;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

/** Order views straight from their rows. */
@ApplicationScoped
class SqlOrderViews implements OrderViews {
    private static final String PAGE = OrderRows.ORDER_COLUMNS + " and o.id < $2 order by o.id desc limit $3";
    private static final String PAGE_BY_STATUS =
            OrderRows.ORDER_COLUMNS + " and o.id < $2 and o.status = $4 order by o.id desc limit $3";
    private static final String LINES_OF_MANY =
            OrderRows.LINE_COLUMNS + " and l.order_id = any($2) order by l.position";

    private final Sql sql;

    SqlOrderViews(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Optional<Found>> byId(TenantId tenant, OrderId id) {
        return sql.pipeline(List.of(
                        new Sql.Statement(OrderRows.ORDER_BY_ID, tenant.value(), id.value()),
                        new Sql.Statement(OrderRows.LINES_BY_ORDER, tenant.value(), id.value())))
                .map(answers -> answers.getFirst().stream()
                        .findFirst()
                        .map(row -> new Found(view(row, answers.getLast()), row.number(1))));
    }

    @Override
    public Uni<List<OrderView>> page(TenantId tenant, @Nullable OrderStatus status, UUID before, int count) {
        var orders = status == null
                ? sql.all(PAGE, tenant.value(), before, count)
                : sql.all(PAGE_BY_STATUS, tenant.value(), before, count, status.text());
        return orders.chain(rows -> {
            var ids = rows.stream().map(row -> row.uuid(0)).toArray(UUID[]::new);
            return sql.all(LINES_OF_MANY, tenant.value(), ids).map(lines -> views(rows, lines));
        });
    }

    private static List<OrderView> views(List<Row> orders, List<Row> lines) {
        Map<UUID, List<Row>> byOrder = lines.stream().collect(Collectors.groupingBy(row -> row.uuid(6)));
        return orders.stream()
                .map(row -> view(row, byOrder.getOrDefault(row.uuid(0), List.of())))
                .toList();
    }

    private static OrderView view(Row row, List<Row> lines) {
        return new OrderView(
                row.uuid(0),
                row.string(2),
                row.string(3),
                new OrderView.CustomerView(row.stringOrNull(4), row.stringOrNull(5)),
                lines.stream().map(SqlOrderViews::item).toList(),
                row.isNull(6) ? null : row.number(6),
                row.stringOrNull(7),
                row.stringOrNull(8),
                row.stringOrNull(9),
                tracking(row.stringOrNull(10), row.stringOrNull(11), row.stringOrNull(12)),
                row.instant(13),
                row.instantOrNull(14),
                row.instantOrNull(15),
                row.instant(16),
                row.instant(17));
    }

    private static OrderView.@Nullable TrackingView tracking(
            @Nullable String carrier, @Nullable String number, @Nullable String url) {
        return carrier == null && number == null && url == null
                ? null
                : new OrderView.TrackingView(carrier, number, url);
    }

    private static OrderView.ItemView item(Row row) {
        var quantity = row.integer(3);
        var packed = row.integer(4);
        return new OrderView.ItemView(
                row.uuid(0),
                row.stringOrNull(1),
                row.string(2),
                quantity,
                packed,
                packed == quantity,
                row.isNull(5) ? null : row.number(5));
    }
}
