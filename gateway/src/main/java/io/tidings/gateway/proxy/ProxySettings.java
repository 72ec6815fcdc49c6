package io.tidings.gateway.proxy;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** How requests are handed on. */
@ConfigMapping(prefix = "tidings.proxy")
interface ProxySettings {

    /** Connections kept for each service, shared out evenly among the event loops. */
    @WithDefault("64")
    int poolSize();

    /** Requests on one event loop that may wait for a connection to one service; more are refused at once. */
    @WithDefault("1024")
    int queueSize();

    /** Time for a connection to be made. */
    @WithDefault("1s")
    Duration connectTimeout();

    /** Time a request may wait for a connection, including making one. */
    @WithDefault("2s")
    Duration queueTimeout();

    /** Time in which a service must send something. */
    @WithDefault("30s")
    Duration responseTimeout();

    /** Time in which a client must have sent its body, however it drips in. */
    @WithDefault("60s")
    Duration bodyTimeout();

    /** Largest body of an API call. */
    @WithDefault("1M")
    MemorySize apiBody();

    /** Largest body of a webhook. */
    @WithDefault("3M")
    MemorySize webhookBody();

    /** Largest file of contacts. */
    @WithDefault("32M")
    MemorySize fileBody();

    /** When a service counts as gone. */
    Breaker breaker();

    /** Base URL of each service, by its name. */
    Map<String, URI> services();

    /** Settings of the circuit breakers. */
    interface Breaker {
        /** Failures among the last 20 calls that open it. */
        @WithDefault("10")
        int failures();

        /** Pause between probes while it is open. */
        @WithDefault("1s")
        Duration pause();
    }
}
