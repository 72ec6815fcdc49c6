package io.tidings.gateway.connection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Closes connections on which no request comes to be. The server's own idle time-out starts anew with every byte, and it
 * calls nobody before a head is whole: a client that sends a byte a minute would keep a connection for days. So each
 * event loop looks through its own connections from time to time.
 */
@Singleton
public class Lines {
    private final long headNanos;
    private final long restNanos;
    private final Counter closed;
    private final ConcurrentHashMap<EventExecutor, Integer> counts = new ConcurrentHashMap<>();

    /** Other servers of this process, such as the one for metrics, are none of its business. */
    private volatile int port;

    Lines(ConnectionSettings settings, MeterRegistry registry) {
        this.headNanos = settings.headTimeout().toNanos();
        this.restNanos = settings.restTimeout().toNanos();
        this.closed = Counter.builder("tidings.gateway.connections.closed")
                .description("Connections closed because no request came")
                .register(registry);
        Gauge.builder(
                        "tidings.gateway.connections",
                        counts,
                        all -> all.values().stream().mapToInt(Integer::intValue).sum())
                .description("Connections of clients")
                .register(registry);
    }

    void onStart(@Observes StartupEvent event, Vertx vertx) {
        long every = Math.clamp(headNanos / 4, TimeUnit.MILLISECONDS.toNanos(100), TimeUnit.SECONDS.toNanos(1));
        for (EventExecutor executor : vertx.nettyEventLoopGroup()) {
            if (executor instanceof SingleThreadEventLoop loop) {
                loop.scheduleWithFixedDelay(() -> sweep(loop), every, every, TimeUnit.NANOSECONDS);
            }
        }
    }

    /** To be called with every request of the public port. */
    public Line begin(HttpServerRequest request) {
        // The only way from a request to its channel leads through Vert.x' own classes.
        Channel channel = ((ConnectionBase) request.connection()).channel();
        if (port == 0) {
            port = request.localAddress().port();
        }
        Line line = Line.of(channel);
        line.begin();
        return line;
    }

    private void sweep(SingleThreadEventLoop loop) {
        long now = System.nanoTime();
        int seen = 0;
        Iterator<Channel> channels = loop.registeredChannelsIterator();
        while (channels.hasNext()) {
            Channel channel = channels.next();
            if (isClients(channel)) {
                seen++;
                if (Line.of(channel).isOverdue(now, headNanos, restNanos)) {
                    closed.increment();
                    channel.close();
                }
            }
        }
        counts.put(loop, seen);
    }

    private boolean isClients(Channel channel) {
        return channel.parent() != null
                && channel.localAddress() instanceof InetSocketAddress local
                && local.getPort() == port;
    }
}
