package io.tidings.messaging.dispatch.adapter.provider;

import io.smallrye.mutiny.Uni;
import io.tidings.messaging.dispatch.domain.SendOutcome;
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

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts a message to a provider that knows no idempotency key. Spoken with the plain Vert.x client because it separates
 * getting a connection from writing the request: a failure of the first proves that nothing left, any failure after it proves
 * nothing. No retries, no redirects, no pipelining.
 */
public final class OneAttempt {
    public static final String UNREACHABLE = "dispatch.unreachable";
    public static final String TIMEOUT = "dispatch.timeout";
    public static final String CONNECTION_LOST = "dispatch.connection-lost";

    private static final Logger LOG = Logger.getLogger(OneAttempt.class);
    private static final int IDLE_SECONDS = 30; // below what servers keep, so that we close first

    private final String provider;
    private final Duration connectTimeout;
    private final Duration callTimeout;
    private final HttpClient client;

    /** Reads what the provider answered. */
    @FunctionalInterface
    public interface Reader {
        SendOutcome read(int status, byte[] body);
    }

    /**
     * @param provider its name in the log
     * @param connectTimeout for making a connection, waiting for a free one included
     * @param callTimeout from the first byte sent to the last one read
     * @param connections kept open at most
     */
    public OneAttempt(Vertx vertx, String provider, Duration connectTimeout, Duration callTimeout, int connections) {
        this.provider = provider;
        this.connectTimeout = connectTimeout;
        this.callTimeout = callTimeout;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) connectTimeout.toMillis())
                        .setKeepAliveTimeout(IDLE_SECONDS)
                        .setPipelining(false)
                        .setTcpNoDelay(true),
                new PoolOptions().setHttp1MaxSize(connections));
    }

    /** @param target address and headers; the rest is set here */
    public Uni<SendOutcome> post(RequestOptions target, Buffer body, Reader reader) {
        target.setMethod(HttpMethod.POST)
                .setConnectTimeout(connectTimeout.toMillis())
                .setFollowRedirects(false)
                .putHeader("Accept", "application/json");
        return Uni.createFrom()
                .completionStage(() -> client.request(target)
                        .map(Optional::of)
                        .otherwise(failure -> {
                            LOG.warnf("No connection to %s: %s", provider, failure.toString());
                            return Optional.empty();
                        })
                        .compose(connected -> connected.isEmpty()
                                ? Future.succeededFuture(new SendOutcome.NotSent(UNREACHABLE))
                                : exchange(connected.get(), body, reader))
                        .toCompletionStage());
    }

    /** Composed within the connection's thread: from another one the body could have passed before it is listened for. */
    private Future<SendOutcome> exchange(HttpClientRequest request, Buffer body, Reader reader) {
        return request.send(body)
                .compose(response ->
                        response.body().map(answer -> reader.read(response.statusCode(), answer.getBytes())))
                .timeout(callTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(failure -> {
                    if (failure instanceof TimeoutException) {
                        request.reset();
                        return new SendOutcome.Uncertain(TIMEOUT);
                    }
                    LOG.warnf("The answer of %s was lost: %s", provider, failure.toString());
                    return new SendOutcome.Uncertain(CONNECTION_LOST);
                });
    }

    public void close() {
        client.close();
    }
}
