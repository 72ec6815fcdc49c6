package io.tidings.local.bench;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;

import java.util.Map;
import java.util.function.LongFunction;

/** HTTP/1.1 requests to one port of this machine, over connections that are kept open, on one event loop. */
final class HttpShots implements Shot, AutoCloseable {
    private static final int SECONDS_UNTIL_IDLE = 20;
    private static final int SHOWN = 200;

    /** What is sent each time; a body makes it a POST of JSON. */
    record Request(String path, String body) {
        static Request get(String path) {
            return new Request(path, "");
        }
    }

    private final Context loop;
    private final HttpClient client;
    private final Map<String, String> headers;
    private final int expected;
    private final LongFunction<Request> requests;

    /**
     * @param connections at most this many; what is due while all are busy waits, and the wait counts
     * @param expected the status of a good answer
     */
    HttpShots(
            Vertx vertx,
            int port,
            int connections,
            Map<String, String> headers,
            int expected,
            LongFunction<Request> requests) {
        this.loop = vertx.getOrCreateContext();
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setDefaultHost("127.0.0.1")
                .setDefaultPort(port)
                .setMaxPoolSize(connections)
                .setMaxWaitQueueSize(-1)
                .setIdleTimeout(SECONDS_UNTIL_IDLE));
        this.headers = Map.copyOf(headers);
        this.expected = expected;
        this.requests = requests;
    }

    @Override
    public void fire(long n, Ending ending) {
        loop.runOnContext(now -> {
            Request request = requests.apply(n);
            client.request(request.body().isEmpty() ? HttpMethod.GET : HttpMethod.POST, request.path())
                    .compose(begun -> send(begun, request.body()))
                    .compose(this::judge)
                    .onComplete(done -> {
                        if (done.failed()) {
                            ending.failed(String.valueOf(done.cause()));
                        } else if (done.result().isEmpty()) {
                            ending.good();
                        } else {
                            ending.failed(done.result());
                        }
                    });
        });
    }

    private Future<HttpClientResponse> send(HttpClientRequest request, String body) {
        headers.forEach(request::putHeader);
        return body.isEmpty()
                ? request.send()
                : request.putHeader("Content-Type", "application/json").send(Buffer.buffer(body));
    }

    /** Empty when the answer is as expected. */
    private Future<String> judge(HttpClientResponse response) {
        if (response.statusCode() == expected) {
            return response.end().map("");
        }
        return response.body().map(body -> {
            String text = body.toString();
            return response.statusCode() + " " + text.substring(0, Math.min(SHOWN, text.length()));
        });
    }

    @Override
    public void close() {
        client.close();
    }
}
