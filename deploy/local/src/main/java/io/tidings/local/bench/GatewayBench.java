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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One order, read again and again: through the gateway, through a plain nginx where there is one, and straight from the
 * service, which bounds both. They take turns, so that what else the machine does hurts all of them alike.
 */
final class GatewayBench implements Bench {
    private static final int CONNECTIONS = 32;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration TURN = Duration.ofSeconds(4);
    private static final int TURNS = 3;
    private static final Duration LATENCY_RUN = Duration.ofSeconds(10);
    private static final double SHARE = 0.5;
    private static final double OF_NGINX = 0.4;
    private static final int OK = 200;

    private static final String GATEWAY = "gateway";
    private static final String NGINX = "nginx";
    private static final String SERVICE = "service alone";

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public String summary() {
        return "GET of one order through the gateway, beside nginx on the same GET when nginx is installed";
    }

    @Override
    public boolean run(Suite suite, PrintStream out) throws Exception {
        Report report = new Report(name(), Machine.now());
        Meter meter = new Meter(suite, out);
        Shop shop = Shop.open(suite, name());
        String path = "/api/v1/orders/" + shop.placeOrder(suite);
        String token = InternalToken.sign(suite.settings().state(), shop, Part.COMMERCE.title());
        int service = suite.settings().ports().of(Part.COMMERCE);
        Optional<Path> program = Nginx.program();
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try (Nginx nginx = program.isPresent() ? Nginx.start(program.get(), service, token) : null) {
            Map<String, HttpShots> targets = new LinkedHashMap<>();
            targets.put(
                    GATEWAY,
                    get(vertx, suite.settings().ports().of(Part.GATEWAY), path, Map.of("X-API-Key", shop.key())));
            if (nginx != null) {
                meter.watch(NGINX, nginx.pid());
                targets.put(NGINX, get(vertx, nginx.port(), path, Map.of()));
            }
            targets.put(SERVICE, get(vertx, service, path, Map.of("Authorization", "Bearer " + token)));
            measure(targets, meter, report);
            targets.values().forEach(HttpShots::close);
        } finally {
            vertx.close();
        }
        if (program.isEmpty()) {
            report.note("nginx is not installed here: nothing to compare with.");
        }
        return Closing.of(report, meter, suite, out);
    }

    private static HttpShots get(Vertx vertx, int port, String path, Map<String, String> headers) {
        Request request = Request.get(path);
        return new HttpShots(vertx, port, CONNECTIONS, headers, OK, n -> request);
    }

    private static void measure(Map<String, HttpShots> targets, Meter meter, Report report) {
        meter.say("warming up");
        targets.forEach((label, shots) -> ClosedLoop.run(shots, CONNECTIONS, label.equals(GATEWAY) ? WARM_UP : TURN)
                .orThrow());
        Map<String, Row> throughput = new LinkedHashMap<>();
        for (int turn = 0; turn < TURNS; turn++) {
            targets.forEach((label, shots) -> {
                String what = label + ", full speed";
                Metered<Outcome> run = meter.during(
                        what, () -> ClosedLoop.run(shots, CONNECTIONS, TURN).orThrow());
                Row row = Row.throughput(what, run.result(), run.cpuSeconds());
                throughput.merge(label, row, Row::and);
            });
        }
        throughput.values().forEach(report::add);
        double most = rate(throughput, GATEWAY);
        for (Map.Entry<String, HttpShots> target : targets.entrySet()) {
            double rate = Math.ceil(most * SHARE);
            String what = "%s, %.0f a second".formatted(target.getKey(), rate);
            Metered<Outcome> run = meter.during(
                    what, () -> OpenLoop.run(target.getValue(), Schedule.of(System.nanoTime(), rate, LATENCY_RUN)));
            report.add(Row.timed(what, run.result(), run.cpuSeconds()));
        }
        if (throughput.containsKey(NGINX)) {
            report.add(Comparison.atLeast("gateway / nginx", most / rate(throughput, NGINX), OF_NGINX));
        }
        report.note("gateway / service alone %.2f: the service does the same work behind all of them."
                .formatted(most / rate(throughput, SERVICE)));
    }

    private static double rate(Map<String, Row> rows, String label) {
        return Optional.ofNullable(rows.get(label)).orElseThrow().perSecond();
    }
}
