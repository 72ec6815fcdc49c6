package io.tidings.commerce.order.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.commerce.order.application.Orders;
import io.tidings.commerce.order.domain.ExternalOrder;
import io.tidings.commerce.order.domain.Order;
import io.tidings.commerce.order.domain.OrderId;
import io.tidings.commerce.order.domain.OrderLine;
import io.tidings.commerce.order.domain.Purchase;
import io.tidings.runtime.tenancy.Row;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Orders in PostgreSQL, in plain SQL: placing an order is the hottest write of the suite, and one statement for the order
 * with all its lines is three times as fast as a session's flush.
 */
@ApplicationScoped
class SqlOrders implements Orders {
    // A conflict is answered by no row and not by an error, which would spoil the transaction.
    private static final String ADD = """
            with placed as (
                insert into orders (tenant_id, id, version, order_number, status, customer_name, customer_phone,
                    total_amount, currency, external_platform, external_id, carrier, tracking_number, tracking_url,
                    order_date, shipped_date, delivered_date, created_at, updated_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
                on conflict do nothing returning id),
            lines as (
                insert into order_lines (tenant_id, order_id, id, position, sku, product_name, quantity,
                    packed_quantity, unit_price)
                select $1, placed.id, l.id, l.position, l.sku, l.product_name, l.quantity, l.packed, l.price
                from placed, unnest($20::uuid[], $21::text[], $22::text[], $23::int[], $24::int[], $25::bigint[])
                    with ordinality as l (id, sku, product_name, quantity, packed, price, position))
            select count(*) from placed""";
    private static final String WHO_HAS_NUMBER = "select id from orders where tenant_id = $1 and order_number = $2";
    private static final String WHO_HAS_EXTERNAL =
            "select id from orders where tenant_id = $1 and external_platform = $2 and external_id = $3";
    private static final String LOCK = " for no key update of o";
    private static final String SAVE = """
            update orders set version = $3, status = $4, carrier = $5, tracking_number = $6, tracking_url = $7,
                shipped_date = $8, delivered_date = $9, updated_at = $10
            where tenant_id = $1 and id = $2 and version = $11""";
    private static final String SAVE_LINES = """
            update order_lines l set packed_quantity = new.packed
            from unnest($3::uuid[], $4::int[]) as new (id, packed)
            where l.tenant_id = $1 and l.order_id = $2 and l.id = new.id and l.packed_quantity <> new.packed""";

    private final Sql sql;

    SqlOrders(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Uni<Void> add(TenantId tenant, Order order) {
        return sql.one(ADD, row(tenant, order))
                .chain(added ->
                        added.number(0) == 1 ? Uni.createFrom().voidItem() : refuseTaken(tenant, order.purchase()));
    }

    private Uni<Void> refuseTaken(TenantId tenant, Purchase purchase) {
        var external = purchase.external();
        return sql.all(WHO_HAS_NUMBER, tenant.value(), purchase.number())
                .invoke(found -> found.forEach(row -> {
                    throw new Purchase.NumberTaken(new OrderId(row.uuid(0)));
                }))
                .chain(() -> sql.all(WHO_HAS_EXTERNAL, new Object[] {
                    tenant.value(),
                    external == null ? null : external.platform(),
                    external == null ? null : external.id()
                }))
                .invoke(found -> found.forEach(row -> {
                    throw new Purchase.ExternalTaken(new OrderId(row.uuid(0)));
                }))
                .chain(() -> Uni.createFrom().failure(new IllegalStateException("The order's id is taken")));
    }

    @Override
    public Uni<Optional<Order>> find(TenantId tenant, OrderId id) {
        return sql.pipeline(List.of(
                        new Sql.Statement(OrderRows.ORDER_BY_ID + LOCK, tenant.value(), id.value()),
                        new Sql.Statement(OrderRows.LINES_BY_ORDER, tenant.value(), id.value())))
                .map(answers ->
                        answers.getFirst().stream().findFirst().map(row -> OrderRows.order(row, answers.getLast())));
    }

    @Override
    public Uni<Optional<Order>> findExternal(TenantId tenant, ExternalOrder external) {
        return sql.all(WHO_HAS_EXTERNAL, new Object[] {tenant.value(), external.platform(), external.id()})
                .chain(rows -> rows.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : find(tenant, new OrderId(rows.getFirst().uuid(0))));
    }

    @Override
    public Uni<Void> save(TenantId tenant, Order order) {
        var state = order.state();
        var tracking = state.tracking();
        var orderId = order.id().value();
        var header = new Object[] {
            tenant.value(),
            orderId,
            order.version(),
            state.status().text(),
            tracking == null ? null : tracking.carrier(),
            tracking == null ? null : tracking.number(),
            tracking == null ? null : tracking.url(),
            Row.atOrNull(state.shippedAt()),
            Row.atOrNull(state.deliveredAt()),
            Row.at(state.updatedAt()),
            state.version()
        };
        var lines = order.lines();
        return sql.update(SAVE, header)
                .invoke(updated -> {
                    if (updated != 1) {
                        throw new IllegalStateException("The order was not found under lock before it was saved");
                    }
                })
                .chain(() -> sql.update(SAVE_LINES, tenant.value(), orderId, ids(lines), packed(lines)))
                .replaceWithVoid();
    }

    private static @Nullable Object[] row(TenantId tenant, Order order) {
        var purchase = order.purchase();
        var state = order.state();
        var total = purchase.total();
        var external = purchase.external();
        var tracking = state.tracking();
        var lines = order.lines();
        return new Object[] {
            tenant.value(),
            order.id().value(),
            order.version(),
            purchase.number(),
            state.status().text(),
            purchase.customer().name(),
            purchase.customer().phone(),
            total == null ? null : total.minor(),
            total == null ? null : total.currency(),
            external == null ? null : external.platform(),
            external == null ? null : external.id(),
            tracking == null ? null : tracking.carrier(),
            tracking == null ? null : tracking.number(),
            tracking == null ? null : tracking.url(),
            Row.at(purchase.orderedAt()),
            Row.atOrNull(state.shippedAt()),
            Row.atOrNull(state.deliveredAt()),
            Row.at(state.createdAt()),
            Row.at(state.updatedAt()),
            ids(lines),
            lines.stream().map(OrderLine::sku).toArray(String[]::new),
            lines.stream().map(OrderLine::productName).toArray(String[]::new),
            lines.stream().map(OrderLine::quantity).toArray(Integer[]::new),
            packed(lines),
            lines.stream().map(OrderLine::unitPrice).toArray(Long[]::new)
        };
    }

    private static UUID[] ids(List<OrderLine> lines) {
        return lines.stream().map(OrderLine::id).toArray(UUID[]::new);
    }

    private static Integer[] packed(List<OrderLine> lines) {
        return lines.stream().map(OrderLine::packedQuantity).toArray(Integer[]::new);
    }
}
