package io.tidings.simulator.whatsapp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.simulator.faults.FaultInjector;
import io.tidings.simulator.faults.Mishap;
import io.tidings.simulator.http.Endpoints;
import io.tidings.simulator.http.Json;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Meta's own paths: {@code POST /v{n}.0/{phone_number_id}/messages}, {@code GET /v{n}.0/{phone_number_id}},
 * {@code GET /v{n}.0/{media_id}} and where that one points to, and
 * {@code POST /v{n}.0/{account}/message_templates} or {@code …/{template_id}}. A latency
 * fault delays the answer, not the acceptance, so a caller that dies waiting leaves a message that was sent.
 */
final class CloudApiEndpoints {

    private static final Logger LOG = Logger.getLogger(CloudApiEndpoints.class.getName());

    private static final String MEDIA = "/whatsapp-media/";

    private final Vertx vertx;
    private final FaultInjector faults;
    private final SendMessage sendMessage;
    private final TemplateReviews reviews;
    private final BusinessNumbers numbers;

    CloudApiEndpoints(
            Vertx vertx,
            FaultInjector faults,
            SendMessage sendMessage,
            TemplateReviews reviews,
            BusinessNumbers numbers) {
        this.vertx = vertx;
        this.faults = faults;
        this.sendMessage = sendMessage;
        this.reviews = reviews;
        this.numbers = numbers;
    }

    void register(Router router) {
        router.postWithRegex("/v(?<version>\\d{1,3})\\.\\d/(?<number>[^/]+)/messages")
                .handler(this::send);
        router.postWithRegex("/v\\d{1,3}\\.\\d/(?<account>\\d+)/message_templates")
                .handler(context ->
                        review(context, () -> reviews.submit(context.pathParam("account"), Endpoints.body(context))));
        router.postWithRegex("/v\\d{1,3}\\.\\d/(?<template>\\d+)")
                .handler(context -> review(
                        context, () -> reviews.resubmit(context.pathParam("template"), Endpoints.body(context))));
        router.get(MEDIA + ":id").handler(this::mediaBytes);
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

    private static void review(RoutingContext context, Supplier<@Nullable ObjectNode> call) {
        try {
            if (context.request().getHeader("Authorization") == null) {
                throw CloudApiError.token("Invalid OAuth access token - Cannot parse access token");
            }
            var answer = call.get();
            if (answer == null) {
                throw CloudApiError.unknownObject("template");
            }
            Endpoints.json(context, 200, answer);
        } catch (CloudApiError refusal) {
            Endpoints.json(context, refusal.status(), refusal.toJson());
        }
    }

    private void media(RoutingContext context, String id) {
        numbers.authorise(
                context.queryParams().contains("phone_number_id")
                        ? context.queryParams().get("phone_number_id")
                        : "",
                context.request().getHeader("Authorization"),
                faults.strict());
        Endpoints.json(
                context,
                200,
                Json.object()
                        .put("messaging_product", "whatsapp")
                        .put("id", id)
                        .put("url", "http://" + context.request().authority() + MEDIA + id)
                        .put("file_size", MediaFiles.bytes().length)
                        .put("sha256", MediaFiles.SHA256));
    }

    private void mediaBytes(RoutingContext context) {
        var authorization = context.request().getHeader("Authorization");
        if (!MediaFiles.isId(context.pathParam("id")) || authorization == null) {
            context.response().setStatusCode(404).end();
            return;
        }
        context.response().putHeader("Content-Type", "image/png").end(Buffer.buffer(MediaFiles.bytes()));
    }

    private void number(RoutingContext context) {
        try {
            if (MediaFiles.isId(context.pathParam("number"))) {
                media(context, context.pathParam("number"));
                return;
            }
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
