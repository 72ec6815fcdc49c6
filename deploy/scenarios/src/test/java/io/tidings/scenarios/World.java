package io.tidings.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.local.suite.Part;
import io.tidings.local.suite.Progress;
import io.tidings.local.suite.Suite;
import io.tidings.local.suite.SuiteSettings;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The running suite, started once for all scenarios, and ended with the JVM. */
final class World {
    private static final AtomicInteger SHOPS = new AtomicInteger();
    private static final AtomicLong PHONES = new AtomicLong(600_000_000L + System.nanoTime() % 90_000_000L);
    private static World current;

    private final Suite suite;
    private final Door operator;
    private final Door simulator;

    private World(Suite suite) {
        this.suite = suite;
        this.operator = new Door(suite.address(Part.GATEWAY), suite.operatorKey());
        this.simulator = new Door(suite.address(Part.SIMULATOR), "");
    }

    static synchronized World get() {
        if (current == null) {
            var root = Path.of("").toAbsolutePath().getParent().getParent();
            current = new World(Boolean.getBoolean("tidings.scenarios.attach") ? attached(root) : started(root));
        }
        return current;
    }

    /** The suite of {@code ./tidings up}, for trying a scenario without the wait: {@code -Dtidings.scenarios.attach=true}. */
    private static Suite attached(Path root) {
        return Suite.open(SuiteSettings.ofLauncher(root, root.resolve(".tidings"), System.getenv()));
    }

    private static Suite started(Path root) {
        var suite = Suite.open(SuiteSettings.forTests(root, Path.of("target", "suite")));
        Runtime.getRuntime().addShutdownHook(new Thread(suite::close));
        suite.start(Progress.SILENT);
        return suite;
    }

    /** Polls for what comes in a moment; far longer than a moment, because only a scenario that fails waits it out. */
    static ConditionFactory soon() {
        return within(60);
    }

    /** Polls for at most {@code seconds}. */
    static ConditionFactory within(int seconds) {
        return Awaitility.await().atMost(Duration.ofSeconds(seconds)).pollInterval(Duration.ofMillis(100));
    }

    Suite suite() {
        return suite;
    }

    Door operator() {
        return operator;
    }

    Door simulator() {
        return simulator;
    }

    /** A phone nobody has used, valid in Spain. */
    static String phone() {
        return "+34" + PHONES.incrementAndGet();
    }

    /** A tenant with a key that may do everything and a number to speak from. */
    Shop shop(String... packerPhones) {
        var name = "shop-" + SHOPS.incrementAndGet() + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        var tenant = operator.post(
                        "/api/v1/tenants",
                        Map.of(
                                "name",
                                name,
                                "slug",
                                name,
                                "plan",
                                "enterprise",
                                "time_zone",
                                "Europe/Madrid",
                                "packer_phones",
                                List.of(packerPhones)))
                .created();
        var id = tenant.path("id").asText();
        var key = operator.post("/api/v1/tenants/" + id + "/api-keys", Map.of("name", "scenario"))
                .created()
                .path("key")
                .asText();
        var door = operator.with(key);
        soon().until(() -> door.get("/api/v1/orders").status() == 200);
        // an event from outside is not waited for: by then the services must have heard of the tenant
        soon().until(() -> Part.services().stream().allMatch(service -> knows(service, id)));
        var number = Long.toString(PHONES.incrementAndGet());
        door.post(
                        "/api/v1/phone-numbers",
                        Map.of(
                                "phone_number_id",
                                number,
                                "display_phone_number",
                                phone(),
                                "access_token",
                                "token-" + number))
                .created();
        return new Shop(this, UUID.fromString(id), name, number, door);
    }

    private boolean knows(Part service, String tenant) {
        try (var database = DriverManager.getConnection(suite.ownerJdbcUrl(service));
                var statement = database.createStatement()) {
            database.setAutoCommit(false);
            statement.execute("select set_config('app.tenant', '" + tenant + "', true)");
            try (var rows = statement.executeQuery("select 1 from tenant_profiles")) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the simulator was asked to send from one business number, oldest first. */
    List<JsonNode> journal(String phoneNumberId) {
        var sends = new ArrayList<JsonNode>();
        var since = "0";
        while (true) {
            var page = simulator
                    .get("/simulator/journal?kind=whatsapp.send&limit=1000&since=" + since)
                    .ok();
            for (var entry : page.path("entries")) {
                if (entry.path("phone_number_id").asText().equals(phoneNumberId)) {
                    sends.add(entry);
                }
            }
            var next = page.path("next").asText();
            if (next.equals(since) || page.path("entries").isEmpty()) {
                return sends;
            }
            since = next;
        }
    }
}
