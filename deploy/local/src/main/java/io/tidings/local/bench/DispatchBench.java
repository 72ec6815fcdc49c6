package io.tidings.local.bench;

import io.tidings.local.bench.Meter.Metered;
import io.tidings.local.suite.Suite;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A queue of messages until the provider has taken each of them and the last of its statuses (sent, delivered, read) is
 * recorded. Written straight into the database, for it is the dispatcher that is measured; the numbers of several tenants
 * share the work, because one number may not go faster than Meta lets it. Once with a table that is nearly empty and once
 * with a million messages in it.
 */
final class DispatchBench implements Bench {
    private static final int TENANTS = 4;
    private static final int QUEUED = 100_000;
    private static final int SOME = 10_000;
    private static final int OLD = 1_000_000;
    private static final double A_SECOND = 1_500;
    private static final double SLOWER_AT_MOST = 1.3;

    @Override
    public String name() {
        return "dispatch";
    }

    @Override
    public String summary() {
        return "100,000 queued messages until the statuses of all are recorded, and 10,000 with a million old ones";
    }

    @Override
    public boolean run(Suite suite, PrintStream out) throws Exception {
        Report report = new Report(name(), Machine.now());
        Meter meter = new Meter(suite, out);
        List<Shop> shops = new ArrayList<>();
        for (int i = 0; i < TENANTS; i++) {
            shops.add(Shop.open(suite, name()));
        }
        try (Queue queue = Queue.of(suite, shops.stream().map(Shop::tenant).toList())) {
            WarmUp.run(() -> measure("warming up", SOME, queue, meter, report));
            report.clear();
            double few = measure("10,000, few rows", SOME, queue, meter, report);
            double most = measure("100,000", QUEUED, queue, meter, report);
            meter.say("adding a million old messages");
            queue.addOld(OLD);
            meter.awaitRest();
            double many = measure("10,000 beside a million", SOME, queue, meter, report);
            report.add(Comparison.atLeast("messages a second, all states recorded", most, A_SECOND));
            report.add(Comparison.atMost("times as long with a million rows", few / many, SLOWER_AT_MOST, ""));
        }
        return Closing.of(report, meter, suite, out);
    }

    private static double measure(String label, int messages, Queue queue, Meter meter, Report report) {
        queue.fill(messages);
        meter.awaitRest();
        Metered<Outcome> sent = meter.during(label, () -> queue.release(messages));
        report.add(Row.throughput(label, sent.result(), sent.cpuSeconds()));
        meter.awaitRest();
        return sent.result().perSecond();
    }
}
