package io.tidings.simulator.whatsapp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.simulator.chat.Chats;
import io.tidings.simulator.faults.FaultInjector;
import io.tidings.simulator.http.Endpoints;
import io.tidings.simulator.http.Outbound;
import io.tidings.simulator.journal.Journal;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

import java.time.InstantSource;

/** The WhatsApp side, put together. */
public final class WhatsApp {

    private final Journal journal;
    private final InstantSource clock;
    private final BusinessNumbers numbers;
    private final Templates templates;
    private final Windows windows = new Windows();
    private final WebhookSender webhooks;
    private final StatusSchedule statuses;
    private final Recovery recovery;
    private final CloudApiEndpoints cloudApi;
    private final WhatsAppControls controls;

    public WhatsApp(
            Vertx vertx,
            InstantSource clock,
            Journal journal,
            FaultInjector faults,
            Chats chats,
            Outbound outbound,
            WhatsAppSettings settings) {
        this.journal = journal;
        this.clock = clock;
        numbers = new BusinessNumbers(journal);
        templates = new Templates(journal);
        webhooks = new WebhookSender(vertx, outbound, journal, settings);
        statuses = new StatusSchedule(vertx, clock, chats, webhooks, settings.timings());
        var receive = new ReceiveMessage(journal, windows, chats, webhooks);
        recovery = new Recovery(numbers, templates, windows, chats, receive, statuses, webhooks);
        var send = new SendMessage(
                clock, journal, faults, numbers, new MessageReader(templates), windows, chats, statuses);
        cloudApi = new CloudApiEndpoints(vertx, faults, send, new TemplateReviews(vertx, templates, webhooks), numbers);
        controls = new WhatsAppControls(
                clock, numbers, templates, statuses, receive, new VerifyWebhook(outbound, settings));
    }

    public void register(Router router, Endpoints endpoints) {
        cloudApi.register(router);
        controls.register(endpoints);
    }

    /** Takes up where a killed simulator left off. Blocking. */
    public void recover() {
        recovery.run(journal, clock);
    }

    /** Closes all windows; what is registered stays. */
    public void forget() {
        windows.clear();
    }

    /** Writes what is registered into a journal that was just emptied. */
    public void recordAgain() {
        numbers.recordAll();
        templates.recordAll();
    }

    public void health(ObjectNode json) {
        json.put("statuses_planned", statuses.waiting());
        json.put("webhook_events_waiting", webhooks.waiting());
        json.put("webhook_events_acknowledged", webhooks.acknowledged());
        json.put("webhook_events_dropped", webhooks.dropped());
    }
}
