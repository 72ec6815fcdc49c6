package io.tidings.gateway.directory;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;

/** Where the directory is read from. */
@ConfigMapping(prefix = "tidings.directory")
interface DirectorySettings {

    /** Kafka brokers, host:port separated by commas. */
    @WithDefault("localhost:8111")
    String bootstrapServers();

    /** Pause before reading starts again after it failed as a whole. */
    @WithDefault("1s")
    Duration retryDelay();
}
