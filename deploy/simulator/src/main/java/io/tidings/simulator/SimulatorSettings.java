package io.tidings.simulator;

import io.tidings.simulator.shopify.ShopifySettings;
import io.tidings.simulator.whatsapp.WhatsAppSettings;
import io.tidings.simulator.whatsapp.WhatsAppSettings.Timings;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What the simulator is told by its environment; the README lists the variables.
 *
 * @param port 0 for any free one
 * @param directory where the journal lives
 * @param clockFile of the suite's test offset, null for none
 */
record SimulatorSettings(
        String host,
        int port,
        Path directory,
        @Nullable Path clockFile,
        WhatsAppSettings whatsApp,
        ShopifySettings shopify) {

    static SimulatorSettings from(Map<String, String> env) {
        var clockFile = env.get("TIDINGS_CLOCK_FILE");
        var webhook = env.getOrDefault("TIDINGS_WHATSAPP_WEBHOOK_URL", "http://localhost:8080/webhooks/whatsapp");
        return new SimulatorSettings(
                env.getOrDefault("TIDINGS_SIMULATOR_HOST", "127.0.0.1"),
                number(env, "TIDINGS_SIMULATOR_PORT", 8090),
                Path.of(env.getOrDefault("TIDINGS_SIMULATOR_DIR", ".tidings/simulator")),
                clockFile == null || clockFile.isBlank() ? null : Path.of(clockFile),
                new WhatsAppSettings(
                        env.getOrDefault("TIDINGS_WHATSAPP_APP_SECRET", "simulator-app-secret"),
                        env.getOrDefault("TIDINGS_WHATSAPP_VERIFY_TOKEN", "simulator-verify-token"),
                        webhook.isBlank() ? null : URI.create(webhook),
                        timings(env),
                        Duration.parse(env.getOrDefault("TIDINGS_SIMULATOR_WEBHOOK_GIVE_UP", "PT30M"))),
                new ShopifySettings(Duration.parse(env.getOrDefault("TIDINGS_SIMULATOR_SHOPIFY_RETRY_BASE", "PT1S"))));
    }

    private static Timings timings(Map<String, String> env) {
        return new Timings(
                number(env, "TIDINGS_SIMULATOR_SENT_MS", (int) Timings.DEFAULT.sentMs()),
                number(env, "TIDINGS_SIMULATOR_DELIVERED_MS", (int) Timings.DEFAULT.deliveredMs()),
                number(env, "TIDINGS_SIMULATOR_READ_MS", (int) Timings.DEFAULT.readMs()));
    }

    private static int number(Map<String, String> env, String name, int otherwise) {
        var text = env.get(name);
        try {
            return text == null || text.isBlank() ? otherwise : Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a whole number", e);
        }
    }
}
