package io.tidings.local.bench;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The messages that one business number sent, as the simulator's journal has them: the provider's own account. */
final class Sends {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration STRAGGLERS = Duration.ofSeconds(3);
    private static final int PAGE = 1_000;

    private final Door simulator;
    private final String phoneNumberId;
    private final Consumer<JsonNode> each;
    private final Map<Long, Instant> firstByCustomer = new HashMap<>();
    private long next;
    private int doubled;

    Sends(Door simulator, String phoneNumberId) {
        this(simulator, phoneNumberId, entry -> {});
    }

    /** @param each is told of the number's messages as they are read, once for each customer */
    Sends(Door simulator, String phoneNumberId, Consumer<JsonNode> each) {
        this.simulator = simulator;
        this.phoneNumberId = phoneNumberId;
        this.each = each;
        this.next = simulator.get("/simulator/journal/count").path("last").asLong();
    }

    /** Reads on until this many customers were written to or nothing has come for 30 s, and then 3 s for what is too much. */
    void await(long expected) {
        long known = -1;
        long since = System.nanoTime();
        while (firstByCustomer.size() < expected && System.nanoTime() - since < PATIENCE.toNanos()) {
            if (firstByCustomer.size() != known) {
                known = firstByCustomer.size();
                since = System.nanoTime();
            }
            read();
            pause(Duration.ofMillis(250));
        }
        pause(STRAGGLERS);
        read();
    }

    private void read() {
        while (true) {
            JsonNode page = simulator.get("/simulator/journal?kind=whatsapp.send&limit=" + PAGE + "&since=" + next);
            page.path("entries").forEach(this::take);
            next = page.path("next").asLong();
            if (page.path("entries").size() < PAGE) {
                return;
            }
        }
    }

    void take(JsonNode entry) {
        if (!entry.path("phone_number_id").asText().equals(phoneNumberId)) {
            return;
        }
        long customer = Shipments.customer(entry.path("to").asText());
        if (firstByCustomer.putIfAbsent(customer, Instant.parse(entry.path("at").asText())) != null) {
            doubled++;
        } else {
            each.accept(entry);
        }
    }

    /** When each customer was first written to. */
    Map<Long, Instant> firstByCustomer() {
        return firstByCustomer;
    }

    /** Messages that a customer got although there was one already. */
    int doubled() {
        return doubled;
    }

    private static void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted");
        }
    }
}
