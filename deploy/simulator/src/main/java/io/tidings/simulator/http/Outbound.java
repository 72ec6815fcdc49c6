package io.tidings.simulator.http;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls to the suite: pooled connections, no redirects, one deadline for the whole exchange. */
public final class Outbound {

    /** Connections kept to one host, and so the most calls to it at a time. */
    public static final int CONNECTIONS = 8;

    private static final int LONGEST_BODY = 64 * 1024;

    /** An answer of the suite; the body is cut off after 64 KiB characters. */
    public record Reply(int status, String body) {
        public boolean ok() {
            return status >= 200 && status < 300;
        }
    }

    private final HttpClient client;

    public Outbound(Vertx vertx) {
        client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS)
                .setKeepAliveTimeout(30)
                .setConnectTimeout(2_000)
                .setMaxWaitQueueSize(-1));
    }

    public Future<Reply> post(URI url, MultiMap headers, byte[] body, Duration deadline) {
        return call(HttpMethod.POST, url, headers, Buffer.buffer(body), deadline);
    }

    public Future<Reply> get(URI url, Duration deadline) {
        return call(HttpMethod.GET, url, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(), deadline);
    }

    private Future<Reply> call(HttpMethod method, URI url, MultiMap headers, Buffer body, Duration deadline) {
        var options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(url.toString())
                .setHeaders(headers);
        return client.request(options).compose(request -> exchange(request, body, deadline));
    }

    private static Future<Reply> exchange(HttpClientRequest request, Buffer body, Duration deadline) {
        return request.send(body)
                .compose(response -> response.body().map(answer -> {
                    int length = Math.min(answer.length(), LONGEST_BODY);
                    return new Reply(response.statusCode(), answer.getString(0, length));
                }))
                .timeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(e -> request.reset());
    }

    /** Why a call got no answer, in a word that a test can wait for. */
    public static String reason(Throwable failure) {
        return switch (failure) {
            case ConnectException e -> "connection refused";
            case UnknownHostException e -> "unknown host";
            case TimeoutException e -> "timeout";
            default -> "connection lost";
        };
    }
}
