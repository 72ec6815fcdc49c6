package io.tidings.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidings.simulator.chat.ChatEndpoints;
import io.tidings.simulator.chat.Chats;
import io.tidings.simulator.clock.SimulatedClock;
import io.tidings.simulator.faults.FaultEndpoints;
import io.tidings.simulator.faults.FaultInjector;
import io.tidings.simulator.http.Endpoints;
import io.tidings.simulator.http.Json;
import io.tidings.simulator.http.Outbound;
import io.tidings.simulator.journal.Journal;
import io.tidings.simulator.journal.JournalEndpoints;
import io.tidings.simulator.shopify.Shopify;
import io.tidings.simulator.twilio.Twilio;
import io.tidings.simulator.whatsapp.WhatsApp;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.InstantSource;

/** All of the simulator on one event loop and one port. */
final class SimulatorServer extends AbstractVerticle {

    private static final long LONGEST_BODY = 1024 * 1024;

    private final SimulatorSettings settings;
    private @Nullable Journal journal;
    private @Nullable HttpServer server;

    SimulatorServer(SimulatorSettings settings) {
        this.settings = settings;
    }

    @Override
    public void start(Promise<Void> started) {
        var clock = new SimulatedClock(InstantSource.system(), settings.clockFile());
        var opened = Journal.open(vertx, context, clock, settings.directory());
        journal = opened;
        var chats = new Chats();
        var faults = new FaultInjector();
        var smsFaults = new FaultInjector();
        var outbound = new Outbound(vertx);
        var whatsApp = new WhatsApp(vertx, clock, opened, faults, chats, outbound, settings.whatsApp());
        whatsApp.recover();
        var twilio = new Twilio(
                vertx,
                clock,
                opened,
                smsFaults,
                chats,
                outbound,
                settings.whatsApp().timings());

        var router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false).setBodyLimit(LONGEST_BODY));
        var endpoints = new Endpoints(router);
        whatsApp.register(router, endpoints);
        new Shopify(vertx, clock, opened, outbound, settings.shopify()).register(endpoints);
        twilio.register(router, endpoints);
        new FaultEndpoints("/simulator/faults", faults).register(endpoints);
        new FaultEndpoints("/simulator/twilio/faults", smsFaults).register(endpoints);
        new ChatEndpoints(chats, clock).register(router, endpoints);
        new JournalEndpoints(
                        opened,
                        () -> {
                            chats.clear();
                            whatsApp.forget();
                            twilio.forget();
                        },
                        whatsApp::recordAgain)
                .register(endpoints);
        endpoints.on(HttpMethod.GET, "/health", context -> health(opened, whatsApp));
        for (int status : new int[] {400, 404, 405, 413, 500}) {
            router.errorHandler(
                    status, context -> Endpoints.problem(context, status, "http." + status, "See the README"));
        }

        // HTTP/1.1 only: with HTTP/2 one hang-up would take the neighbours on the connection with it.
        var options = new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setHttp2ClearTextEnabled(false)
                .setTcpNoDelay(true);
        vertx.createHttpServer(options)
                .requestHandler(router)
                .listen()
                .<Void>map(listening -> {
                    server = listening;
                    return null;
                })
                .onComplete(started);
    }

    private static Future<JsonNode> health(Journal journal, WhatsApp whatsApp) {
        var json = Json.object();
        json.put("status", "UP");
        json.put("journal_last", journal.lastSeq());
        whatsApp.health(json);
        return Future.succeededFuture(json);
    }

    /** The port it listens on, once started. */
    int port() {
        return server == null ? settings.port() : server.actualPort();
    }

    @Override
    public void stop() throws IOException {
        if (journal != null) {
            journal.close();
        }
    }
}
