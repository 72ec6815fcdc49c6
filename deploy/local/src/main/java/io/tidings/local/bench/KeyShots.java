package io.tidings.local.bench;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The same GET again and again, each time with a key drawn by lot. */
final class KeyShots implements Shot, AutoCloseable {
    private static final int OK = 200;

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final HttpClient client;
    private final List<String> keys;

    KeyShots(int port, int connections, List<String> keys) {
        this.keys = keys;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setDefaultHost("127.0.0.1")
                .setDefaultPort(port)
                .setMaxPoolSize(connections)
                .setMaxWaitQueueSize(-1));
    }

    @Override
    public void fire(long n, Ending ending) {
        loop.runOnContext(now -> client.request(HttpMethod.GET, "/api/v1/orders")
                .compose(request ->
                        request.putHeader("X-API-Key", keys.get(draw())).send())
                .compose(answer -> answer.end().map(answer))
                .map(HttpClientResponse::statusCode)
                .onSuccess(status -> {
                    if (status == OK) {
                        ending.good();
                    } else {
                        ending.failed("status " + status);
                    }
                })
                .onFailure(failure -> ending.failed(String.valueOf(failure))));
    }

    private int draw() {
        return ThreadLocalRandom.current().nextInt(keys.size());
    }

    @Override
    public void close() {
        vertx.close();
    }
}
