package io.tidings.gateway.openapi;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidings.gateway.routing.Service;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

/**
 * {@code GET /openapi}: the merged document. The services are asked at the first request and, while somebody reads it, from
 * time to time in the background; what a service once said is served on while it is away.
 */
@Singleton
public class ApiDocument {
    /** Where it is served. */
    public static final String PATH = "/openapi";

    private static final Logger LOG = Logger.getLogger(ApiDocument.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Vertx vertx;
    private final DocumentSettings settings;
    private final HttpClient client;
    private final Map<Service, ObjectNode> documents = new ConcurrentHashMap<>();
    private @Nullable Future<Buffer> latest;
    private boolean asking;
    private long askedAt;

    ApiDocument(Vertx vertx, DocumentSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) settings.timeout().toMillis())
                        .setMaxWaitQueueSize(1),
                new PoolOptions().setHttp1MaxSize(1));
    }

    /** Answers from what is known; only the very first waits for the services. */
    public void answer(HttpServerRequest request) {
        request.pause();
        current().onComplete(document -> {
            request.resume();
            request.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                    .putHeader("X-Content-Type-Options", "nosniff")
                    .end(document.succeeded() ? document.result() : Buffer.buffer("{}"));
        });
    }

    private synchronized Future<Buffer> current() {
        long now = System.nanoTime();
        long age =
                documents.size() == Service.values().length ? settings.refresh().toNanos() : RETRY_NANOS;
        if (latest == null) {
            askedAt = now;
            latest = ask();
        } else if (!asking && now - askedAt > age) {
            asking = true;
            askedAt = now;
            ask().onComplete(this::keep);
        }
        return latest;
    }

    private synchronized void keep(AsyncResult<Buffer> asked) {
        asking = false;
        if (asked.succeeded()) {
            latest = Future.succeededFuture(asked.result());
        }
    }

    private Future<Buffer> ask() {
        return Future.join(Arrays.stream(Service.values()).map(this::ask).toList())
                .transform(done -> vertx.executeBlocking(
                        () -> Buffer.buffer(JSON.writeValueAsBytes(DocumentMerge.of(documents))), false));
    }

    private Future<Void> ask(Service service) {
        URI url = settings.services().get(service.audience());
        if (url == null) {
            return Future.failedFuture("tidings.openapi.services." + service.audience() + " is not set");
        }
        return client.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setAbsoluteURI(url.toString())
                        .setConnectTimeout(settings.timeout().toMillis())
                        .setIdleTimeout(settings.timeout().toMillis()))
                .compose(ApiDocument::exchange)
                .compose(body -> vertx.executeBlocking(() -> parse(body), false))
                .<Void>map(document -> {
                    documents.put(service, document);
                    return null;
                })
                .onFailure(away -> LOG.debugf("openapi.away service=%s", service.audience()));
    }

    /** Composed within the connection's thread: from another one the body could have passed before it is listened for. */
    private static Future<Buffer> exchange(HttpClientRequest request) {
        return request.putHeader(HttpHeaders.ACCEPT, "application/json")
                .send()
                .compose(response -> response.statusCode() == 200
                        ? response.body()
                        : Future.failedFuture("status " + response.statusCode()));
    }

    private static ObjectNode parse(Buffer body) throws IOException {
        if (JSON.readTree(body.getBytes()) instanceof ObjectNode document) {
            return document;
        }
        throw new IOException("no document");
    }
}
