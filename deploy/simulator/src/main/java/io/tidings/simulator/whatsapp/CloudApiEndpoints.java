package io.tidings.simulator.whatsapp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.simulator.faults.FaultInjector;
import io.tidings.simulator.faults.Mishap;
import io.tidings.simulator.http.Endpoints;
import io.tidings.simulator.http.Json;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Meta's own paths: {@code POST /v{n}.0/{phone_number_id}/messages} and {@code GET /v{n}.0/{phone_number_id}}. A latency
 * fault delays the answer, not the acceptance, so a caller that dies waiting leaves a message that was sent.
 */
final class CloudApiEndpoints {

    private static final Logger LOG = Logger.getLogger(CloudApiEndpoints.class.getName());

    private final Vertx vertx;
    private final FaultInjector faults;
    private final SendMessage sendMessage;
    private final BusinessNumbers numbers;

    CloudApiEndpoints(Vertx vertx, FaultInjector faults, SendMessage sendMessage, BusinessNumbers numbers) {
        this.vertx = vertx;
        this.faults = faults;
        this.sendMessage = sendMessage;
        this.numbers = numbers;
    }

    void register(Router router) {
        router.postWithRegex("/v(?<version>\\d{1,3})\\.\\d/(?<number>[^/]+)/messages")
                .handler(this::send);
        router.getWithRegex("/v\\d{1,3}\\.\\d/(?<number>[^/]+)").handler(this::number);
    }

    private void send(RoutingContext context) {
        var mishap = faults.next();
        var call = new SendMessage.Call(
                Integer.parseInt(context.pathParam("version")),
                context.pathParam("number"),
                context.request().getHeader("Authorization"),
                Endpoints.body(context));
        sendMessage.handle(call, mishap).onComplete(done -> {
            if (mishap.latencyMs() > 0) {
                vertx.setTimer(mishap.latencyMs(), later -> answer(context, mishap, done));
            } else {
                answer(context, mishap, done);
            }
        });
    }

    private static void answer(RoutingContext context, Mishap mishap, AsyncResult<ObjectNode> done) {
        if (mishap.hangUp()) {
            context.request().connection().close();
        } else if (done.succeeded()) {
            Endpoints.json(context, 200, done.result());
        } else {
            var error = done.cause() instanceof CloudApiError refusal ? refusal : broken(done.cause());
            Endpoints.json(context, error.status(), error.toJson());
        }
    }

    private static CloudApiError broken(Throwable cause) {
        LOG.log(Level.SEVERE, "A send failed inside the simulator", cause);
        return CloudApiError.down(500);
    }

    private void number(RoutingContext context) {
        try {
            var number = numbers.authorise(
                    context.pathParam("number"), context.request().getHeader("Authorization"), faults.strict());
            Endpoints.json(
                    context,
                    200,
                    Json.object()
                            .put("id", number.phoneNumberId())
                            .put("display_phone_number", number.displayPhoneNumber())
                            .put("verified_name", "Simulated business")
                            .put("quality_rating", "GREEN")
                            .put("messaging_limit_tier", "TIER_UNLIMITED")
                            .put("code_verification_status", "VERIFIED")
                            .put("platform_type", "CLOUD_API"));
        } catch (CloudApiError refusal) {
            Endpoints.json(context, refusal.status(), refusal.toJson());
        }
    }
}
