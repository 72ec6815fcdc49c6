package io.tidings.gateway.proxy;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.concurrent.EventExecutor;
import io.tidings.gateway.problem.Problem;
import io.tidings.gateway.routing.Route;
import io.tidings.gateway.routing.Service;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import org.jspecify.annotations.Nullable;

import java.net.URI;

import jakarta.inject.Singleton;

/** Hands requests on to the services, streaming both ways, over connections that are kept. */
@Singleton
public class ServiceProxy {
    private final Upstream[] upstreams = new Upstream[Service.values().length];

    /** A client for each event loop: a request and its answer never change threads, and pools are not contended. */
    private final ThreadLocal<HttpClient> clients;

    private final Vertx vertx;
    private final Traffic traffic;
    private final long bodyMillis;
    private final long apiBody;
    private final long webhookBody;
    private final long fileBody;

    ServiceProxy(Vertx vertx, ProxySettings settings, Traffic traffic, MeterRegistry registry) {
        this.vertx = vertx;
        this.traffic = traffic;
        this.bodyMillis = settings.bodyTimeout().toMillis();
        this.apiBody = settings.apiBody().asLongValue();
        this.webhookBody = settings.webhookBody().asLongValue();
        this.fileBody = settings.fileBody().asLongValue();
        this.clients = ThreadLocal.withInitial(() -> newClient(vertx, settings));
        for (Service service : Service.values()) {
            URI url = settings.services().get(service.audience());
            if (url == null) {
                throw new IllegalStateException("tidings.proxy.services." + service.audience() + " is not set");
            }
            Upstream upstream = new Upstream(service, target(url, settings), breaker(settings));
            upstreams[service.ordinal()] = upstream;
            Gauge.builder("tidings.gateway.breaker.open", upstream.breaker(), b -> b.isOpen() ? 1 : 0)
                    .description("1 while a service is taken for gone")
                    .tag("service", service.audience())
                    .register(registry);
        }
    }

    /**
     * Why this request cannot be handed on, judged before a byte of its body was read; null when it can. After null the
     * caller hands it on.
     */
    public @Nullable Problem objection(HttpServerRequest request, Route route) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && !isAtMost(length, bodyLimit(route))) {
            return Problem.BODY_TOO_LARGE;
        }
        return upstream(route).breaker().tryPass() ? null : Problem.SERVICE_UNAVAILABLE;
    }

    /** Hands the request on and sees to its answer, whatever comes. */
    public void handOn(HttpServerRequest request, Errand errand) {
        Upstream upstream = upstream(errand.route());
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        new Exchange(vertx, clients.get(), upstream, request, errand, traffic, bodyLimit(errand.route()), bodyMillis)
                .begin();
    }

    private static HttpClient newClient(Vertx vertx, ProxySettings settings) {
        int loops = 0;
        for (EventExecutor loop : vertx.nettyEventLoopGroup()) {
            loops++;
        }
        return vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) settings.connectTimeout().toMillis())
                        .setTcpNoDelay(true)
                        .setMaxWaitQueueSize(settings.queueSize()),
                new PoolOptions().setHttp1MaxSize(Math.ceilDiv(settings.poolSize(), Math.max(loops, 1))));
    }

    private Upstream upstream(Route route) {
        return upstreams[route.service().ordinal()];
    }

    private long bodyLimit(Route route) {
        if (route.takesFiles()) {
            return fileBody;
        }
        return route.kind() == Route.Kind.WEBHOOK ? webhookBody : apiBody;
    }

    private static boolean isAtMost(String length, long limit) {
        try {
            return Long.parseLong(length) <= limit;
        } catch (NumberFormatException e) {
            // More digits than a long has; anything else did not get past the parser.
            return false;
        }
    }

    private static RequestOptions target(URI url, ProxySettings settings) {
        boolean tls = "https".equals(url.getScheme());
        return new RequestOptions()
                .setHost(url.getHost())
                .setPort(url.getPort() < 0 ? tls ? 443 : 80 : url.getPort())
                .setSsl(tls)
                .setConnectTimeout(settings.queueTimeout().toMillis())
                .setIdleTimeout(settings.responseTimeout().toMillis());
    }

    private static CircuitBreaker breaker(ProxySettings settings) {
        return new CircuitBreaker(
                settings.breaker().failures(), settings.breaker().pause(), System::nanoTime);
    }
}
