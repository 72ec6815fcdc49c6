package io.tidings.messaging.template.adapter.whatsapp;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;

/** Where templates are reviewed: the Cloud API, as messages are sent to it. */
@ConfigMapping(prefix = "tidings.whatsapp")
interface ReviewSettings {
    @WithDefault("http://localhost:8090")
    String baseUrl();

    @WithDefault("v23.0")
    String apiVersion();

    @WithDefault("5s")
    Duration connectTimeout();

    @WithDefault("10s")
    Duration callTimeout();
}
