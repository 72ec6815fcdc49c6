package io.tidings.gateway.health;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tidings.gateway.directory.Directory;
import io.tidings.gateway.routing.Service;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;

import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * {@code GET /health}: 200 when the directory is read and every service is ready, else 503 that says which is not. The
 * services are asked in the background, so that asking here costs them nothing.
 */
@Singleton
public class SuiteHealth {
    /** Where it is served. */
    public static final String PATH = "/health";

    private final Directory directory;
    private final HealthSettings settings;
    private final HttpClient client;
    private final Map<Service, Boolean> ready = new ConcurrentHashMap<>();
    private final Map<Service, RequestOptions> targets = new EnumMap<>(Service.class);
    private volatile boolean stopping;

    SuiteHealth(Vertx vertx, Directory directory, HealthSettings settings) {
        this.directory = directory;
        this.settings = settings;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) settings.timeout().toMillis())
                        .setMaxWaitQueueSize(1),
                new PoolOptions().setHttp1MaxSize(1));
        for (Service service : Service.values()) {
            targets.put(service, target(service));
        }
    }

    void onStart(@Observes StartupEvent event, Vertx vertx) {
        targets.forEach((service, target) -> look(vertx, service, target));
    }

    void onStop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    /** Answers at once from what was last seen. */
    public void answer(HttpServerRequest request) {
        boolean isUp = directory.isLoaded() && targets.keySet().stream().allMatch(this::isReady);
        request.response()
                .setStatusCode(isUp ? 200 : 503)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(body(isUp));
    }

    private Buffer body(boolean isUp) {
        StringBuilder json = new StringBuilder("{\"status\":").append(word(isUp));
        json.append(",\"directory\":").append(word(directory.isLoaded())).append(",\"services\":{");
        String separator = "";
        for (Service service : targets.keySet()) {
            json.append(separator)
                    .append('"')
                    .append(service.audience())
                    .append("\":")
                    .append(word(isReady(service)));
            separator = ",";
        }
        return Buffer.buffer(json.append("}}").toString());
    }

    private boolean isReady(Service service) {
        return ready.getOrDefault(service, false);
    }

    private static String word(boolean isUp) {
        return isUp ? "\"UP\"" : "\"DOWN\"";
    }

    /** The next look begins a pause after this one ended, so that a slow service is never asked twice at a time. */
    private void look(Vertx vertx, Service service, RequestOptions target) {
        if (stopping) {
            return;
        }
        client.request(target)
                .compose(request ->
                        request.send().compose(response -> response.body().map(body -> response)))
                .map(HttpClientResponse::statusCode)
                .otherwise(0)
                .onSuccess(status -> {
                    ready.put(service, status == 200);
                    vertx.setTimer(settings.interval().toMillis(), timer -> look(vertx, service, target));
                });
    }

    private RequestOptions target(Service service) {
        URI url = settings.services().get(service.audience());
        if (url == null) {
            throw new IllegalStateException("tidings.health.services." + service.audience() + " is not set");
        }
        return new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(url.toString())
                .setConnectTimeout(settings.timeout().toMillis())
                .setIdleTimeout(settings.timeout().toMillis());
    }
}
