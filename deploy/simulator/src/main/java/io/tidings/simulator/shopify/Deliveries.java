package io.tidings.simulator.shopify;

import io.tidings.simulator.http.Outbound;
import io.tidings.simulator.journal.Journal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Delivers webhooks as Shopify does: an answer other than 2xx, or none within five seconds, is a failure; up to eight
 * retries with doubling pauses; then the webhook is given up, as is, at Shopify, the subscription. Every attempt is a
 * {@code shopify.webhook} entry in the journal.
 */
final class Deliveries {

    /** A delivery held back for reordering goes out after this long even when nothing overtakes it. */
    private static final long HELD_MS = 5_000;

    private final Vertx vertx;
    private final Outbound outbound;
    private final Journal journal;
    private final ShopifySettings settings;
    private final Map<URI, List<Delivery>> held = new HashMap<>();

    Deliveries(Vertx vertx, Outbound outbound, Journal journal, ShopifySettings settings) {
        this.vertx = vertx;
        this.outbound = outbound;
        this.journal = journal;
        this.settings = settings;
    }

    /**
     * Makes the first attempts, one after the other, each repeated {@code copies} times, then those that were held back
     * for this address. Completes with the answers of the first attempts; retries go on by themselves.
     */
    Future<List<String>> send(List<Delivery> deliveries, int copies) {
        var attempts = new ArrayList<Delivery>();
        for (var delivery : deliveries) {
            for (int copy = 0; copy < copies; copy++) {
                attempts.add(delivery);
            }
        }
        var overtaken = held.remove(deliveries.getFirst().url());
        if (overtaken != null) {
            attempts.addAll(overtaken);
        }
        var answers = new ArrayList<String>();
        Future<Void> chain = Future.succeededFuture();
        for (var delivery : attempts) {
            chain = chain.compose(done -> attempt(delivery, 1)).map(answer -> {
                answers.add(answer);
                return null;
            });
        }
        return chain.map(done -> answers);
    }

    /** Keeps a delivery back until another one to the same address has gone out. */
    void hold(Delivery delivery) {
        held.computeIfAbsent(delivery.url(), url -> new ArrayList<>()).add(delivery);
        vertx.setTimer(HELD_MS, fired -> {
            var waiting = held.get(delivery.url());
            if (waiting != null && waiting.remove(delivery)) {
                attempt(delivery, 1);
            }
        });
    }

    private Future<String> attempt(Delivery delivery, int attempt) {
        return outbound.post(delivery.url(), delivery.headers(), delivery.body(), ShopifySettings.DEADLINE)
                .map(reply -> {
                    record(delivery, attempt, reply.ok(), Integer.toString(reply.status()));
                    return Integer.toString(reply.status());
                })
                .recover(e -> {
                    var reason = Outbound.reason(e);
                    record(delivery, attempt, false, reason);
                    return Future.succeededFuture(reason);
                });
    }

    private void record(Delivery delivery, int attempt, boolean taken, String answer) {
        boolean last = attempt > ShopifySettings.RETRIES;
        long pause = settings.retryBase().toMillis() << (attempt - 1);
        journal.append("shopify.webhook", json -> {
            json.writeStringField("outcome", taken ? "acknowledged" : last ? "given_up" : "failed");
            json.writeStringField("answer", answer);
            json.writeNumberField("attempt", attempt);
            json.writeStringField("url", delivery.url().toString());
            json.writeStringField("topic", delivery.topic());
            json.writeStringField("shop_domain", delivery.shop());
            json.writeStringField("webhook_id", delivery.webhookId());
            json.writeStringField("event_id", delivery.eventId());
            json.writeNumberField("order_id", delivery.orderId());
            if (!taken && !last) {
                json.writeNumberField("next_attempt_in_ms", pause);
            }
        });
        if (!taken && !last) {
            vertx.setTimer(Math.max(1, pause), fired -> attempt(delivery, attempt + 1));
        }
    }
}
