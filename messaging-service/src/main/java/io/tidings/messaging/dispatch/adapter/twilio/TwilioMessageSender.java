package io.tidings.messaging.dispatch.adapter.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.dispatch.application.ClaimedMessage;
import io.tidings.messaging.dispatch.application.MessageSender;
import io.tidings.messaging.dispatch.application.Sms;
import io.tidings.messaging.dispatch.domain.SendOutcome;
import io.tidings.messaging.smssender.application.SendingSms;
import io.tidings.runtime.tenancy.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import org.jboss.logging.Logger;

import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * {@link MessageSender} of text messages on Twilio. As with WhatsApp, a failure to connect proves that nothing left, any
 * failure after it proves nothing: Twilio knows no idempotency key either. No retries, no redirects, no pipelining.
 */
@Sms
@ApplicationScoped
class TwilioMessageSender implements MessageSender {
    static final String UNREACHABLE = "dispatch.unreachable";
    static final String TIMEOUT = "dispatch.timeout";
    static final String CONNECTION_LOST = "dispatch.connection-lost";

    private static final int LAST = 10_000; // calls under way end first
    private static final Logger LOG = Logger.getLogger(TwilioMessageSender.class);
    private static final int IDLE_SECONDS = 30; // below what servers keep, so that we close first

    private final HttpClient client;
    private final TwilioSettings settings;

    TwilioMessageSender(Vertx vertx, TwilioSettings settings) {
        this.settings = settings;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) settings.connectTimeout().toMillis())
                        .setKeepAliveTimeout(IDLE_SECONDS)
                        .setPipelining(false)
                        .setTcpNoDelay(true),
                new PoolOptions().setHttp1MaxSize(settings.connections()));
    }

    @Override
    public Uni<SendOutcome> send(TenantId tenant, ClaimedMessage message) {
        var from = (SendingSms) message.from();
        var form = TwilioForm.of(message, from, settings.publicUrl());
        return Uni.createFrom()
                .completionStage(() -> client.request(request(from))
                        .map(Optional::of)
                        .otherwise(failure -> {
                            LOG.warnf("No connection to Twilio: %s", failure.toString());
                            return Optional.empty();
                        })
                        .compose(connected -> connected.isEmpty()
                                ? Future.succeededFuture(new SendOutcome.NotSent(UNREACHABLE))
                                : call(connected.get(), form))
                        .toCompletionStage());
    }

    private RequestOptions request(SendingSms from) {
        var credentials = from.accountSid() + ":" + from.authToken();
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(
                        "%s/2010-04-01/Accounts/%s/Messages.json".formatted(settings.baseUrl(), from.accountSid()))
                .setConnectTimeout(settings.connectTimeout().toMillis())
                .setFollowRedirects(false)
                .putHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)))
                .putHeader("Content-Type", "application/x-www-form-urlencoded")
                .putHeader("Accept", "application/json");
    }

    /** Composed of Vert.x' own futures to the end: they run on the connection's thread, so that no part of an answer is missed. */
    private Future<SendOutcome> call(HttpClientRequest request, String form) {
        return request.send(Buffer.buffer(form))
                .compose(response ->
                        response.body().map(body -> TwilioAnswer.read(response.statusCode(), body.getBytes())))
                .timeout(settings.callTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(failure -> {
                    if (failure instanceof TimeoutException) {
                        request.reset();
                        return new SendOutcome.Uncertain(TIMEOUT);
                    }
                    LOG.warnf("Twilio's answer was lost: %s", failure.toString());
                    return new SendOutcome.Uncertain(CONNECTION_LOST);
                });
    }

    void stop(@Observes @Priority(LAST) ShutdownEvent end) {
        client.close();
    }
}
