package io.tidings.messaging.dispatch.adapter.twilio;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;

/** Where Twilio is, and where it finds us. */
@ConfigMapping(prefix = "tidings.twilio")
public interface TwilioSettings {

    /** Without a path; {@code https://api.twilio.com} for the real one. */
    @WithDefault("http://localhost:8090")
    String baseUrl();

    /** The suite's public address, without a path: callbacks come there, and their signatures hold for it. */
    @WithDefault("http://localhost:8080")
    String publicUrl();

    /** Time for making a connection, waiting for a free one included. Nothing has left by then. */
    @WithDefault("5s")
    Duration connectTimeout();

    /** Time from the first byte sent to the last one read. After it nobody knows whether the message was taken. */
    @WithDefault("10s")
    Duration callTimeout();

    /** Connections kept open. */
    @WithDefault("16")
    int connections();
}
