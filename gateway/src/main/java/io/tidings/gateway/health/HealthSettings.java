package io.tidings.gateway.health;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** How the services are watched. */
@ConfigMapping(prefix = "tidings.health")
interface HealthSettings {

    /** Pause between two looks at a service. */
    @WithDefault("500ms")
    Duration interval();

    /** Time in which a service must say that it is ready. */
    @WithDefault("1s")
    Duration timeout();

    /** Where each service says whether it is ready. */
    Map<String, URI> services();
}
