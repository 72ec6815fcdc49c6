package io.tidings.simulator.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.simulator.http.Json;
import io.tidings.simulator.http.Outbound;
import io.tidings.simulator.http.Refused;
import io.vertx.core.Future;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Meta's handshake: GET with hub.mode, hub.verify_token and hub.challenge; the challenge must come back as the body. */
final class VerifyWebhook {

    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final Outbound outbound;
    private final WhatsAppSettings settings;

    VerifyWebhook(Outbound outbound, WhatsAppSettings settings) {
        this.outbound = outbound;
        this.settings = settings;
    }

    /** Answers {@code {verified, status, echoed}}; a webhook that cannot be reached is not verified, with the reason. */
    Future<JsonNode> handle() {
        var webhook = settings.webhook();
        if (webhook == null) {
            throw Refused.conflict("No webhook URL is set");
        }
        var challenge = Integer.toString(ThreadLocalRandom.current().nextInt(100_000_000, 2_000_000_000));
        var query = "hub.mode=subscribe&hub.challenge=" + challenge + "&hub.verify_token="
                + URLEncoder.encode(settings.verifyToken(), StandardCharsets.UTF_8);
        var url = URI.create(webhook + (webhook.getRawQuery() == null ? "?" : "&") + query);
        return outbound.get(url, DEADLINE)
                .<JsonNode>map(reply -> {
                    boolean echoed = reply.body().equals(challenge);
                    return Json.object()
                            .put("verified", reply.status() == 200 && echoed)
                            .put("status", reply.status())
                            .put("echoed", echoed);
                })
                .recover(e -> Future.succeededFuture(
                        Json.object().put("verified", false).put("reason", Outbound.reason(e))));
    }
}
