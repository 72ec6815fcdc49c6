package io.tidings.local.bench;

import io.tidings.local.bench.HttpShots.Request;
import io.tidings.local.bench.Meter.Metered;
import io.tidings.local.suite.Part;
import io.tidings.local.suite.Suite;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Orders of three lines through the gateway, each of another customer. They are placed in full: the events go out and
 * messaging learns of every customer while the next orders come in.
 */
final class OrdersBench implements Bench {
    private static final int CONNECTIONS = 32;
    private static final Duration THROUGHPUT_RUN = Duration.ofSeconds(10);
    private static final Duration LATENCY_RUN = Duration.ofSeconds(10);
    private static final double SHARE = 0.5;
    private static final double OF_PGBENCH = 0.2;
    private static final int CREATED = 201;

    private final AtomicLong customers = new AtomicLong();

    @Override
    public String name() {
        return "orders";
    }

    @Override
    public String summary() {
        return "POST of orders with three items through the gateway, beside pgbench on the same PostgreSQL when it is installed";
    }

    @Override
    public boolean run(Suite suite, PrintStream out) throws Exception {
        Report report = new Report(name(), Machine.now());
        Meter meter = new Meter(suite, out);
        Shop shop = Shop.open(suite, name());
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try (HttpShots orders = new HttpShots(
                vertx,
                suite.settings().ports().of(Part.GATEWAY),
                CONNECTIONS,
                Map.of("X-API-Key", shop.key()),
                CREATED,
                n -> new Request("/api/v1/orders", order(customers.getAndIncrement())))) {
            meter.say("warming up");
            ClosedLoop.warmUp(orders, CONNECTIONS);
            meter.awaitRest();
            String all = "orders, full speed";
            Metered<Outcome> most = meter.during(all, () -> ClosedLoop.run(orders, CONNECTIONS, THROUGHPUT_RUN));
            report.add(Row.throughput(all, most.result(), most.cpuSeconds()));
            meter.awaitRest();
            double rate = Math.ceil(most.result().perSecond() * SHARE);
            String part = "orders, %.0f a second".formatted(rate);
            Metered<Outcome> timed =
                    meter.during(part, () -> OpenLoop.run(orders, Schedule.of(System.nanoTime(), rate, LATENCY_RUN)));
            report.add(Row.timed(part, timed.result(), timed.cpuSeconds()));
            meter.awaitRest();
            compare(suite, meter, report, most.result().perSecond());
        } finally {
            vertx.close();
        }
        return Closing.of(report, meter, suite, out);
    }

    private static void compare(Suite suite, Meter meter, Report report, double ordersPerSecond) throws Exception {
        Optional<Path> program = Pgbench.program();
        if (program.isEmpty()) {
            report.note("pgbench is not installed here: nothing to compare with.");
            return;
        }
        Pgbench pgbench = new Pgbench(program.get(), suite);
        String what = "pgbench, %d clients".formatted(Pgbench.CLIENTS);
        Metered<Outcome> run = meter.during(what, pgbench::run);
        report.add(Row.throughput(what, run.result(), run.cpuSeconds()));
        report.add(Comparison.atLeast(
                "orders / pgbench", ordersPerSecond / run.result().perSecond(), OF_PGBENCH));
    }

    /** Spanish mobile numbers, one for each customer. */
    private static String order(long customer) {
        return "{\"customer\":{\"name\":\"Ana\",\"phone\":\"+34" + (600_000_001 + customer)
                + "\"},\"currency\":\"EUR\",\"items\":["
                + "{\"sku\":\"P-12\",\"product_name\":\"Peonies\",\"quantity\":12,\"unit_price\":250},"
                + "{\"sku\":\"V-1\",\"product_name\":\"Vase\",\"quantity\":1,\"unit_price\":1900},"
                + "{\"product_name\":\"Card\",\"quantity\":1,\"unit_price\":300}]}";
    }
}
