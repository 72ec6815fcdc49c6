package io.tidings.messaging.dispatch.adapter.whatsapp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.dispatch.application.ClaimedMessage;
import io.tidings.messaging.dispatch.application.MessageSender;
import io.tidings.messaging.dispatch.domain.SendOutcome;
import io.tidings.messaging.phonenumber.application.SendingNumber;
import io.tidings.runtime.tenancy.TenantId;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.net.URLEncoder;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * {@link MessageSender} on the WhatsApp Cloud API. Spoken with the plain Vert.x client because it separates getting a
 * connection from writing the request: a failure of the first proves that nothing left, any failure after it proves nothing.
 * No retries, no redirects, no pipelining; the version and host come from configuration.
 */
@ApplicationScoped
class CloudApiMessageSender implements MessageSender {
    static final String UNREACHABLE = "dispatch.unreachable";
    static final String TIMEOUT = "dispatch.timeout";
    static final String CONNECTION_LOST = "dispatch.connection-lost";

    private static final int LAST = 10_000; // calls under way end first
    private static final Logger LOG = Logger.getLogger(CloudApiMessageSender.class);
    private static final int IDLE_SECONDS = 30; // below what servers keep, so that we close first

    private final HttpClient client;
    private final CloudApiSettings settings;

    CloudApiMessageSender(Vertx vertx, CloudApiSettings settings) {
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
        return Uni.createFrom()
                .completionStage(() -> client.request(request(message)).toCompletionStage())
                .map(Connected::yes)
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf("No connection to the Cloud API: %s", failure.toString());
                    return Connected.NO;
                })
                .chain(connected -> connected.request() == null
                        ? Uni.createFrom().item(new SendOutcome.NotSent(UNREACHABLE))
                        : call(connected.request(), message));
    }

    /** Whether there is a connection to write to. */
    private record Connected(@Nullable HttpClientRequest request) {
        static final Connected NO = new Connected(null);

        static Connected yes(HttpClientRequest request) {
            return new Connected(request);
        }
    }

    private RequestOptions request(ClaimedMessage message) {
        var from = (SendingNumber) message.from();
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI("%s/%s/%s/messages"
                        .formatted(
                                settings.baseUrl(),
                                settings.apiVersion(),
                                URLEncoder.encode(from.phoneNumberId(), UTF_8)))
                .setConnectTimeout(settings.connectTimeout().toMillis())
                .setFollowRedirects(false)
                .putHeader("Authorization", "Bearer " + from.accessToken())
                .putHeader("Content-Type", "application/json")
                .putHeader("Accept", "application/json");
    }

    private Uni<SendOutcome> call(HttpClientRequest request, ClaimedMessage message) {
        return Uni.createFrom()
                .completionStage(() -> request.send(
                                Buffer.buffer(CloudApiBody.of(message).toString()))
                        .compose(response -> response.body().map(body -> read(response, body)))
                        .toCompletionStage())
                .ifNoItem()
                .after(settings.callTimeout())
                .recoverWithUni(() -> {
                    request.reset();
                    return Uni.createFrom().item(new SendOutcome.Uncertain(TIMEOUT));
                })
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf("The Cloud API's answer was lost: %s", failure.toString());
                    return new SendOutcome.Uncertain(CONNECTION_LOST);
                });
    }

    private static SendOutcome read(HttpClientResponse response, Buffer body) {
        return CloudApiAnswer.read(response.statusCode(), body.getBytes());
    }

    void stop(@Observes @Priority(LAST) ShutdownEvent end) {
        client.close();
    }
}
