package io.tidings.gateway.openapi;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Where the services' documents come from. */
@ConfigMapping(prefix = "tidings.openapi")
interface DocumentSettings {

    /** URL of each service's own document as JSON, by its name. */
    Map<String, URI> services();

    /** How old a document may be before it is asked for again, in the background. */
    @WithDefault("30s")
    Duration refresh();

    /** How long a service may take to give its document. */
    @WithDefault("2s")
    Duration timeout();
}
