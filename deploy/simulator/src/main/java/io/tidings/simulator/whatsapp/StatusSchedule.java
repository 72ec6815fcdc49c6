package io.tidings.simulator.whatsapp;

import io.tidings.simulator.chat.Chats;
import io.tidings.simulator.whatsapp.WhatsAppSettings.Timings;
import io.vertx.core.Vertx;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/** Lets each accepted message go through its statuses, after the delays in force when it was accepted. */
final class StatusSchedule {

    /** Statuses due within this time of each other leave together, and share a webhook POST when there are many. */
    private static final long COALESCE_NANOS = 4_000_000;

    private record Due(long at, long order, SentMessage message, Status status, String conversationId)
            implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return at != other.at ? Long.compare(at - other.at, 0) : Long.compare(order, other.order);
        }
    }

    private final Vertx vertx;
    private final InstantSource clock;
    private final Chats chats;
    private final WebhookSender webhooks;
    private final PriorityQueue<Due> queue = new PriorityQueue<>();

    private Timings timings;
    private long order;
    private long timer = -1;
    private long armedFor;

    StatusSchedule(Vertx vertx, InstantSource clock, Chats chats, WebhookSender webhooks, Timings timings) {
        this.vertx = vertx;
        this.clock = clock;
        this.chats = chats;
        this.webhooks = webhooks;
        this.timings = timings;
    }

    Timings timings() {
        return timings;
    }

    void change(Timings next) {
        timings = next;
    }

    int waiting() {
        return queue.size();
    }

    /** Plans the statuses of a message, but for those that the suite has already acknowledged. */
    void plan(SentMessage message, Set<Status> acknowledged) {
        var statuses = new ArrayList<>(message.statuses());
        if (timings.readMs() < 0) {
            statuses.remove(Status.READ);
        }
        var conversation = Ids.conversation();
        var inOrder = message.reordered() ? statuses.reversed() : statuses;
        var delays = List.of(timings.sentMs(), timings.deliveredMs(), timings.readMs());
        long now = System.nanoTime();
        for (int i = 0; i < inOrder.size(); i++) {
            var status = inOrder.get(i);
            if (!acknowledged.contains(status)) {
                queue.add(new Due(now + delays.get(i) * 1_000_000, order++, message, status, conversation));
            }
        }
        arm();
    }

    private void arm() {
        var next = queue.peek();
        if (next == null || (timer >= 0 && armedFor - next.at() <= 0)) {
            return;
        }
        if (timer >= 0) {
            vertx.cancelTimer(timer);
        }
        armedFor = next.at();
        timer = vertx.setTimer(Math.max(1, (next.at() - System.nanoTime()) / 1_000_000), fired -> release());
    }

    private void release() {
        timer = -1;
        long until = System.nanoTime() + COALESCE_NANOS;
        var now = clock.instant();
        for (var due = queue.peek(); due != null && due.at() - until <= 0; due = queue.peek()) {
            queue.remove();
            var message = due.message();
            chats.advance(
                    message.bubble(), due.status().ticks(), due.status() == Status.FAILED ? message.failure() : 0);
            var update = new StatusUpdate(message, due.status(), now, due.conversationId());
            webhooks.offer(update, message.duplicated() ? 2 : 1);
        }
        arm();
    }
}
