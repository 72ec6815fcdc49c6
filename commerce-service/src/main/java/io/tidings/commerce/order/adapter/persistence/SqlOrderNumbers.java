package io.tidings.commerce.order.adapter.persistence;

import io.smallrye.mutiny.Uni;
import io.tidings.commerce.order.application.OrderNumbers;
import io.tidings.runtime.tenancy.OnContext;
import io.tidings.runtime.tenancy.Sql;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Gives out numbers from blocks taken in transactions of their own, so that orders of one tenant do not queue up behind
 * one row. A quiet shop gets blocks of one and sees no gaps; the blocks of a busy one double up to 256, and what is left
 * of a block when the process ends is never used.
 */
@ApplicationScoped
class SqlOrderNumbers implements OrderNumbers {
    private static final int FIRST = 1001;
    private static final int LARGEST_BLOCK = 256;
    private static final Duration BUSY = Duration.ofSeconds(10);
    private static final String TAKE = """
            insert into order_numbers as n (tenant_id, next_number) values ($1, $2::bigint + $3::bigint)
            on conflict (tenant_id) do update set next_number = n.next_number + $3::bigint
            returning next_number - $3::bigint""";
    private static final String TAKEN_BY_NAME =
            "select order_number from orders where tenant_id = $1 and order_number = any($2)";

    private final TenantTx tx;
    private final Sql sql;
    private final Map<TenantId, Supply> supplies = new ConcurrentHashMap<>();

    SqlOrderNumbers(TenantTx tx, Sql sql) {
        this.tx = tx;
        this.sql = sql;
    }

    @Override
    public Uni<String> next(TenantId tenant) {
        var supply = supplies.computeIfAbsent(tenant, Supply::new);
        var ready = supply.poll();
        return ready != null
                ? Uni.createFrom().item(ready)
                : back(supply.refill()).chain(() -> next(tenant));
    }

    /**
     * Waiters share one refill and would all go on in its context; each must return to its own, which holds its session.
     */
    private static Uni<Void> back(Uni<Void> refill) {
        var here = Vertx.currentContext();
        return here == null ? refill : refill.emitOn(task -> here.runOnContext(nothing -> task.run()));
    }

    private final class Supply {
        private final TenantId tenant;
        private final ArrayDeque<String> free = new ArrayDeque<>();
        private int size = 1;
        private long lastRefill = System.nanoTime() - BUSY.toNanos();
        private @Nullable Uni<Void> running;

        Supply(TenantId tenant) {
            this.tenant = tenant;
        }

        synchronized @Nullable String poll() {
            return free.poll();
        }

        synchronized Uni<Void> refill() {
            if (running != null) {
                return running;
            }
            var now = System.nanoTime();
            size = now - lastRefill < BUSY.toNanos() ? Math.min(LARGEST_BLOCK, size * 2) : 1;
            lastRefill = now;
            var block = size;
            running = OnContext.fresh(() -> tx.run(tenant, () -> take(tenant, block)))
                    .invoke(this::add)
                    .onTermination()
                    .invoke(this::ended)
                    .replaceWithVoid()
                    .memoize()
                    .indefinitely();
            return running;
        }

        private synchronized void add(List<String> numbers) {
            free.addAll(numbers);
        }

        private synchronized void ended() {
            running = null;
        }
    }

    private Uni<List<String>> take(TenantId tenant, int count) {
        return sql.one(TAKE, tenant.value(), (long) FIRST, (long) count).chain(row -> {
            var first = row.number(0);
            var numbers = LongStream.range(first, first + count)
                    .mapToObj(Long::toString)
                    .toList();
            return sql.all(TAKEN_BY_NAME, tenant.value(), numbers.toArray(String[]::new))
                    .map(taken -> {
                        var used = new HashSet<String>();
                        taken.forEach(r -> used.add(r.string(0)));
                        return numbers.stream().filter(n -> !used.contains(n)).toList();
                    });
        });
    }
}
