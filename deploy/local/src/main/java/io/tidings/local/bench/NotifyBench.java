package io.tidings.local.bench;

import io.tidings.embedded.StderrLogging;
import io.tidings.local.bench.Meter.Metered;
import io.tidings.local.suite.Part;
import io.tidings.local.suite.Suite;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The whole way of a notice: OrderShipped on Kafka by an outside producer, commerce, messaging, the provider. Its time
 * is from when the event was to be published to when the simulator wrote the message down. It is warmed up at the rate that is
 * measured, for at a higher one five JVMs' compilers find no time.
 */
final class NotifyBench implements Bench {
    private static final double USUAL = 100;
    private static final double HARD = 300;
    private static final Duration RUN = Duration.ofSeconds(30);
    private static final Duration HARD_RUN = Duration.ofSeconds(20);
    private static final double P99_MILLIS = 250;
    private static final long CUSTOMERS_OF_A_RUN = 1_000_000;
    private static final long CUSTOMERS_OF_A_SLICE = 10_000;

    @Override
    public String name() {
        return "notify";
    }

    @Override
    public String summary() {
        return "OrderShipped on Kafka until the message is in the provider's journal, at 100 and 300 events a second";
    }

    @Override
    public boolean run(Suite suite, PrintStream out) throws Exception {
        // Kafka's client logs through SLF4J, which otherwise complains that there is nobody to log to.
        System.setProperty("slf4j.provider", StderrLogging.class.getName());
        Report report = new Report(name(), Machine.now());
        Meter meter = new Meter(suite, out);
        Shop shop = Shop.open(suite, name());
        try (Shipments warehouse = Shipments.to(suite.settings().ports().of(Part.KAFKA), shop)) {
            Way way = new Way(suite, shop, warehouse, meter);
            way.measure("warming up", HARD, HARD_RUN, 0, report);
            AtomicLong customers = new AtomicLong(CUSTOMERS_OF_A_RUN / 2);
            WarmUp.untilCompiled(() -> meter.compilersDuring(() ->
                    way.measure("warming up", USUAL, WarmUp.SLICE, customers.getAndAdd(CUSTOMERS_OF_A_SLICE), report)));
            report.clear();
            meter.awaitRest();
            double p99 = way.measure(label(USUAL), USUAL, RUN, CUSTOMERS_OF_A_RUN, report)
                    .p99();
            meter.awaitRest();
            way.measure(label(HARD), HARD, HARD_RUN, 2 * CUSTOMERS_OF_A_RUN, report);
            report.add(Comparison.atMost("p99 at 100 events a second", p99, P99_MILLIS, " ms"));
        }
        return Closing.of(report, meter, suite, out);
    }

    private static String label(double rate) {
        return "%.0f events a second".formatted(rate);
    }

    /** From the warehouse to the customers' phones, with a watch at either end. */
    private record Way(Suite suite, Shop shop, Shipments warehouse, Meter meter) {
        Latency measure(String label, double rate, Duration length, long firstCustomer, Report report) {
            Sends sends = new Sends(new Door(suite.address(Part.SIMULATOR), ""), shop.phoneNumberId());
            Watch watch = Watch.of(suite, rate, length, firstCustomer);
            long count = watch.schedule().count();
            Metered<Outcome> published = meter.during(label, () -> {
                Outcome outcome = OpenLoop.run(warehouse.from(firstCustomer), watch.schedule());
                sends.await(count);
                return outcome;
            });
            Delivery delivery = watch.reported(label, published, sends, report);
            report.note(
                    "%s: %d published, %d lost, %d doubled".formatted(label, count, delivery.lost(), sends.doubled()));
            return delivery.latency();
        }
    }
}
