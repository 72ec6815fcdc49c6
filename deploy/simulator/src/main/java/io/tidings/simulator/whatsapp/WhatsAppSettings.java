package io.tidings.simulator.whatsapp;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;

/**
 * How the Cloud API side is set up.
 *
 * @param appSecret key of the webhooks' X-Hub-Signature-256
 * @param verifyToken what the handshake sends as hub.verify_token
 * @param webhook where statuses and messages go; null for a simulator that only takes sends
 * @param timings delays of the statuses at a start
 * @param giveUpAfter how long a webhook is tried before it is given up; Meta itself tries for 7 days
 */
public record WhatsAppSettings(
        String appSecret, String verifyToken, @Nullable URI webhook, Timings timings, Duration giveUpAfter) {

    /**
     * When the statuses of a message go out, in milliseconds after its acceptance.
     *
     * @param readMs -1 when people do not read (or have read receipts switched off)
     */
    public record Timings(long sentMs, long deliveredMs, long readMs) {
        public static final Timings DEFAULT = new Timings(50, 150, 400);
    }
}
