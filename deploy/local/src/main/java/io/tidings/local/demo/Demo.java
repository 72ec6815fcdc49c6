package io.tidings.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.local.suite.Part;
import io.tidings.local.suite.Suite;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The main story: a new shop, two orders, an unpaid invoice, a drip campaign, all through the gateway. */
public final class Demo {
    private final Suite suite;
    private final PrintStream out;
    private final long run = System.currentTimeMillis();

    private Demo(Suite suite, PrintStream out) {
        this.suite = suite;
        this.out = out;
    }

    /** @param suite is up and ready */
    public static Demo of(Suite suite, PrintStream out) {
        return new Demo(suite, out);
    }

    /**
     * @param timeTravel also moves the suite's clock and back again
     * @return 0 when all of it happened, 1 otherwise
     */
    public int run(boolean timeTravel) {
        long begin = System.nanoTime();
        out.println("The story of Rosa's Flowers");
        try {
            Stage stage = openShop();
            new Orders(stage, phone(1), phone(2)).tell();
            new ShopifyOrder(stage, phone(3), run).tell();
            new UnpaidInvoice(stage, phone(4)).tell();
            new Drip(stage, phone(5), phone(6), phoneNumberId()).tell(timeTravel);
        } catch (StoryBroke broke) {
            out.println();
            out.println("The story broke off: " + broke.getMessage());
            out.println("See ./tidings status and ./tidings logs NAME.");
            return 1;
        }
        out.printf(
                Locale.ROOT,
                "%nAll of it happened, in %.1f s. The chats, as the phones show them: %s/%n",
                Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0,
                suite.address(Part.SIMULATOR));
        return 0;
    }

    private Stage openShop() {
        Http operator = new Http(suite.address(Part.GATEWAY), suite.operatorKey());
        Http simulator = new Http(suite.address(Part.SIMULATOR), "");
        Stage preparing = new Stage(suite, operator, simulator, out);
        String slug = "rosas-flowers-" + Long.toString(run, 36);
        JsonNode tenant = operator.post(
                "/api/v1/tenants",
                Map.of(
                        "name", "Rosa's Flowers",
                        "slug", slug,
                        "plan", "pro",
                        "time_zone", "Europe/Madrid",
                        "locale", "en",
                        "packer_phones", List.of(phone(1))));
        String id = tenant.path("id").asText();
        preparing.say("tenant " + id + ", " + slug);
        JsonNode key = operator.post("/api/v1/tenants/" + id + "/api-keys", Map.of("name", "demo"));
        preparing.say("API key ending in " + key.path("last_four").asText() + ", shown once");
        Http door = operator.withKey(key.path("key").asText());
        Map<String, String> number = Map.of(
                "phone_number_id",
                phoneNumberId(),
                "display_phone_number",
                "+34910000000",
                "access_token",
                "demo-" + run);
        simulator.post("/simulator/numbers", number);
        preparing.postWhenKnown(door, "/api/v1/phone-numbers", number, 401);
        preparing.say("speaks on WhatsApp from +34 910 000 000");
        return new Stage(suite, door, simulator, out);
    }

    /** As Meta numbers them; another one in each run, for it belongs to one tenant only. */
    private String phoneNumberId() {
        return "10" + run;
    }

    /** Spanish mobile numbers that nobody else in this installation has. */
    private String phone(int person) {
        return "+346%07d%d".formatted(run / 100 % 10_000_000, person);
    }
}
