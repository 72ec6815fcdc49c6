package io.tidings.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.embedded.StderrLogging;
import io.tidings.local.bench.HttpShots.Request;
import io.tidings.local.bench.Meter.Metered;
import io.tidings.local.suite.Part;
import io.tidings.local.suite.Suite;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * One-time codes from the call of {@code /otp/send} to the provider's journal, alone and while another tenant's campaign of
 * 100,000 messages begins. Each code is verified, as people do; the provider's limits are on.
 */
final class OtpBench implements Bench {
    private static final double RATE = 5;
    private static final Duration WARM_UP = Duration.ofSeconds(40);
    private static final Duration ALONE = Duration.ofSeconds(30);
    private static final Duration BESIDE = Duration.ofSeconds(60);
    private static final int CONNECTIONS = 16;
    private static final int ACCEPTED = 202;
    private static final int PEOPLE = 100_000;
    private static final int USUAL_A_SECOND = 80;
    private static final double P99_MILLIS = 2_000;
    private static final int RATE_LIMITED = 130429;

    /** The codes of a run go to a block of numbers of their own: there are limits by block. */
    private static final long BLOCK = 1_000_000;

    @Override
    public String name() {
        return "otp";
    }

    @Override
    public String summary() {
        return "one-time codes until they are in the provider's journal, alone and beside a campaign of 100,000 messages";
    }

    @Override
    public boolean run(Suite suite, PrintStream out) throws Exception {
        System.setProperty("slf4j.provider", StderrLogging.class.getName());
        Report report = new Report(name(), Machine.now());
        Meter meter = new Meter(suite, out);
        Shop shop = Shop.open(suite, name());
        Door simulator = new Door(suite.address(Part.SIMULATOR), "");
        simulator.post("/simulator/faults", Map.of("limits", true));
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try (Drip drip = Drip.of(suite, Shop.open(suite, "campaign", whereItIsNoon(suite), USUAL_A_SECOND), PEOPLE)) {
            Codes codes = new Codes(suite, vertx, shop, simulator, meter);
            codes.measure("warming up", WARM_UP, BLOCK, report);
            report.clear();
            meter.awaitRest();
            codes.measure("codes alone", ALONE, 2 * BLOCK, report);
            meter.awaitRest();
            long refusedBefore = refused(simulator);
            drip.begin(PEOPLE).orThrow();
            double p99 = codes.measure("codes beside a campaign", BESIDE, 3 * BLOCK, report)
                    .p99();
            report.note(
                    "of the campaign's 100,000 messages %d were judged and queued by then".formatted(drip.judged()));
            awaitAllJudged(drip, meter);
            drip.stop();
            report.add(Comparison.atMost("p99 beside a campaign", p99, P99_MILLIS, " ms"));
            report.add(Comparison.atMost(
                    "calls the provider refused with 130429", refused(simulator) - refusedBefore, 0, ""));
        } finally {
            simulator.post("/simulator/faults", Map.of());
            vertx.close();
        }
        return Closing.of(report, meter, suite, out);
    }

    /** Nobody is written to for marketing at night. */
    private static String whereItIsNoon(Suite suite) {
        int hour = Instant.now()
                .plus(suite.clock().offset())
                .atOffset(ZoneOffset.UTC)
                .getHour();
        int east = 12 - hour;
        return "Etc/GMT%s%d".formatted(east <= 0 ? "+" : "-", Math.abs(east));
    }

    private static long refused(Door simulator) {
        long refused = 0;
        long next = 0;
        JsonNode page;
        do {
            page = simulator.get("/simulator/journal?kind=whatsapp.refused&limit=1000&since=" + next);
            for (JsonNode entry : page.path("entries")) {
                refused += entry.path("code").asInt() == RATE_LIMITED ? 1 : 0;
            }
            next = page.path("next").asLong();
        } while (!page.path("entries").isEmpty());
        return refused;
    }

    private static void awaitAllJudged(Drip drip, Meter meter) {
        meter.say("waiting until the campaign is judged, to stop it");
        for (long before = -1, now = drip.judged(); now > before; now = drip.judged()) {
            before = now;
            meter.awaitRest();
        }
    }

    /** People who ask for a code, get it and type it in. */
    private record Codes(Suite suite, Vertx vertx, Shop shop, Door simulator, Meter meter) {
        Latency measure(String label, Duration length, long firstCustomer, Report report) throws Exception {
            Watch watch = Watch.of(suite, RATE, length, firstCustomer);
            Sends sends = new Sends(simulator, shop.phoneNumberId(), this::verify);
            Thread phones =
                    Thread.ofVirtual().start(() -> sends.await(watch.schedule().count()));
            try (HttpShots asking = new HttpShots(
                    vertx,
                    suite.settings().ports().of(Part.GATEWAY),
                    CONNECTIONS,
                    Map.of("X-API-Key", shop.key()),
                    ACCEPTED,
                    n -> new Request("/api/v1/otp/send", ask(firstCustomer + n)))) {
                Metered<Outcome> asked = meter.during(label, () -> OpenLoop.run(asking, watch.schedule()));
                phones.join();
                return watch.reported(label, asked, sends, report).latency();
            }
        }

        private static String ask(long customer) {
            return "{\"phone\":\"+%s\",\"purpose\":\"login\"}".formatted(Shipments.phone(customer));
        }

        private void verify(JsonNode sent) {
            String code = sent.path("text").asText().split(" ", 2)[0];
            shop.door(suite)
                    .post(
                            "/api/v1/otp/verify",
                            Map.of("phone", "+" + sent.path("to").asText(), "purpose", "login", "code", code));
        }
    }
}
