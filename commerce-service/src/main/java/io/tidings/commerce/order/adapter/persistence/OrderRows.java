package io.tidings.commerce.order.adapter.persistence;

import io.tidings.commerce.order.domain.ExternalOrder;
import io.tidings.commerce.order.domain.Order;
import io.tidings.commerce.order.domain.OrderId;
import io.tidings.commerce.order.domain.OrderLine;
import io.tidings.commerce.order.domain.OrderState;
import io.tidings.commerce.order.domain.OrderStatus;
import io.tidings.commerce.order.domain.Purchase;
import io.tidings.commerce.order.domain.Tracking;
import io.tidings.contracts.Customer;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.value.Money;

import java.util.List;

/** The columns of orders and lines, and the aggregate they make. */
final class OrderRows {
    static final String ORDER_COLUMNS = """
            select o.id, o.version, o.order_number, o.status, o.customer_name, o.customer_phone, o.total_amount,
                o.currency, o.external_platform, o.external_id, o.carrier, o.tracking_number, o.tracking_url,
                o.order_date, o.shipped_date, o.delivered_date, o.created_at, o.updated_at
            from orders o where o.tenant_id = $1""";
    static final String ORDER_BY_ID = ORDER_COLUMNS + " and o.id = $2";
    static final String LINE_COLUMNS = """
            select l.id, l.sku, l.product_name, l.quantity, l.packed_quantity, l.unit_price, l.order_id
            from order_lines l where l.tenant_id = $1""";
    static final String LINES_BY_ORDER = LINE_COLUMNS + " and l.order_id = $2 order by l.position";

    private OrderRows() {}

    static Order order(Row row, List<Row> lines) {
        var purchase = new Purchase(
                row.string(2),
                new Customer(row.stringOrNull(4), row.stringOrNull(5)),
                row.isNull(6) ? null : new Money(row.number(6), row.string(7)),
                ExternalOrder.ofNullable(row.stringOrNull(8), row.stringOrNull(9)),
                row.instant(13));
        var state = new OrderState(
                OrderStatus.of(row.string(3)),
                Tracking.ofNullable(row.stringOrNull(10), row.stringOrNull(11), row.stringOrNull(12)),
                row.instantOrNull(14),
                row.instantOrNull(15),
                row.instant(16),
                row.instant(17),
                row.number(1));
        return Order.restored(
                new OrderId(row.uuid(0)),
                purchase,
                lines.stream().map(OrderRows::line).toList(),
                state);
    }

    private static OrderLine line(Row row) {
        return new OrderLine(
                row.uuid(0),
                row.stringOrNull(1),
                row.string(2),
                row.integer(3),
                row.integer(4),
                row.isNull(5) ? null : row.number(5));
    }
}
