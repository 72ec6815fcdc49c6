package io.tidings.simulator.whatsapp;

import io.tidings.simulator.http.Outbound;
import io.tidings.simulator.journal.Journal;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tells the suite, at least once and in no promised order, as Meta does: signed POSTs of up to 100 events, eight at a
 * time, tried again after 100 ms, 200 ms … 5 s until a 2xx answer or until the give-up time. While the suite keeps up,
 * an event leaves at once and alone; what comes in while all connections are busy shares the next POST.
 *
 * <p>At most 50,000 events wait here; past that the oldest unsent ones are dropped and counted, as a simulator must
 * not die of a suite that is away. Each acknowledged POST is journaled as {@code whatsapp.webhook} with its events.
 */
final class WebhookSender {

    private static final Logger LOG = Logger.getLogger(WebhookSender.class.getName());
    private static final int BATCH = 100;
    private static final int MOST = 50_000;
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final long FIRST_PAUSE_MS = 100;
    private static final long LONGEST_PAUSE_MS = 5_000;

    private static final class Batch {
        private final List<WebhookEvent> events;
        private final long born = System.nanoTime();
        private int attempts;
        private long due;

        Batch(List<WebhookEvent> events) {
            this.events = events;
        }
    }

    private final Vertx vertx;
    private final Outbound outbound;
    private final Journal journal;
    private final @Nullable URI url;
    private final WebhookSignature signature;
    private final Duration giveUpAfter;

    private final ArrayDeque<WebhookEvent> fresh = new ArrayDeque<>();
    private final ArrayDeque<Batch> ready = new ArrayDeque<>();
    private final PriorityQueue<Batch> failed = new PriorityQueue<>((a, b) -> Long.compare(a.due - b.due, 0));
    private int inFlight;
    private int held;
    private long acknowledged;
    private long dropped;

    WebhookSender(Vertx vertx, Outbound outbound, Journal journal, WhatsAppSettings settings) {
        this.vertx = vertx;
        this.outbound = outbound;
        this.journal = journal;
        this.url = settings.webhook();
        this.signature = new WebhookSignature(settings.appSecret());
        this.giveUpAfter = settings.giveUpAfter();
    }

    /** Queues an event; with {@code copies} above 1 it is sent so many times, each in a POST of its own. */
    void offer(WebhookEvent event, int copies) {
        if (url == null) {
            return;
        }
        held += copies;
        if (copies == 1) {
            fresh.add(event);
        } else {
            for (int i = 0; i < copies; i++) {
                ready.add(new Batch(List.of(event)));
            }
        }
        while (held > MOST && fresh.poll() != null) {
            held--;
            if (dropped++ % 10_000 == 0) {
                LOG.log(Level.WARNING, "The suite does not take its webhooks; the oldest are dropped");
            }
        }
        pump(url);
    }

    /** Events not yet acknowledged. */
    int waiting() {
        return held;
    }

    long acknowledged() {
        return acknowledged;
    }

    long dropped() {
        return dropped;
    }

    private void pump(URI target) {
        while (inFlight < Outbound.CONNECTIONS) {
            var batch = next();
            if (batch == null) {
                return;
            }
            post(target, batch);
        }
    }

    private @Nullable Batch next() {
        var again = failed.peek();
        if (again != null && again.due - System.nanoTime() <= 0) {
            return failed.poll();
        }
        if (!ready.isEmpty()) {
            return ready.poll();
        }
        if (fresh.isEmpty()) {
            return null;
        }
        var events = new ArrayList<WebhookEvent>(Math.min(BATCH, fresh.size()));
        while (events.size() < BATCH && !fresh.isEmpty()) {
            events.add(fresh.remove());
        }
        return new Batch(events);
    }

    private void post(URI target, Batch batch) {
        inFlight++;
        batch.attempts++;
        byte[] body = WebhookBody.of(batch.events);
        var headers = MultiMap.caseInsensitiveMultiMap()
                .add("Content-Type", "application/json")
                .add("User-Agent", "facebookexternalua")
                .add("X-Hub-Signature-256", signature.of(body));
        outbound.post(target, headers, body, DEADLINE).onComplete(done -> {
            inFlight--;
            if (done.succeeded() && done.result().ok()) {
                held -= batch.events.size();
                acknowledged += batch.events.size();
                settle(batch, "acknowledged", Integer.toString(done.result().status()));
            } else {
                var reason =
                        done.succeeded() ? Integer.toString(done.result().status()) : Outbound.reason(done.cause());
                retry(target, batch, reason);
            }
            pump(target);
        });
    }

    private void retry(URI target, Batch batch, String reason) {
        if (System.nanoTime() - batch.born > giveUpAfter.toNanos()) {
            held -= batch.events.size();
            dropped += batch.events.size();
            settle(batch, "given_up", reason);
            return;
        }
        settle(batch, "failed", reason);
        long pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS << Math.min(batch.attempts - 1, 10));
        batch.due = System.nanoTime() + pause * 1_000_000;
        failed.add(batch);
        vertx.setTimer(pause + 1, fired -> pump(target));
    }

    private void settle(Batch batch, String outcome, String answer) {
        journal.append("whatsapp.webhook", json -> {
            json.writeStringField("outcome", outcome);
            json.writeStringField("answer", answer);
            json.writeNumberField("attempt", batch.attempts);
            json.writeArrayFieldStart("events");
            for (var event : batch.events) {
                json.writeStartObject();
                json.writeStringField("wamid", event.wamid());
                json.writeStringField("what", event.what());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
