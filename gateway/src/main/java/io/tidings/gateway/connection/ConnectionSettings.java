package io.tidings.gateway.connection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;

/** How long a connection may be open without a request. */
@ConfigMapping(prefix = "tidings.connection")
interface ConnectionSettings {

    /** From its beginning until the first request's head is there, however its bytes drip in. */
    @WithDefault("10s")
    Duration headTimeout();

    /** From the end of an answer until the next request's head is there. */
    @WithDefault("75s")
    Duration restTimeout();
}
