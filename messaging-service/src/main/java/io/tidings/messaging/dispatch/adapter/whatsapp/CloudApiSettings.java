package io.tidings.messaging.dispatch.adapter.whatsapp;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;

/** Where the Cloud API is. */
@ConfigMapping(prefix = "tidings.whatsapp")
public interface CloudApiSettings {

    /** Without a path; {@code https://graph.facebook.com} for the real one. */
    @WithDefault("http://localhost:8090")
    String baseUrl();

    /** Version in the path. */
    @WithDefault("v23.0")
    String apiVersion();

    /** Time for making a connection, waiting for a free one included. Nothing has left by then. */
    @WithDefault("5s")
    Duration connectTimeout();

    /** Time from the first byte sent to the last one read. After it nobody knows whether the message was taken. */
    @WithDefault("10s")
    Duration callTimeout();

    /** Connections kept open. */
    @WithDefault("64")
    int connections();
}
