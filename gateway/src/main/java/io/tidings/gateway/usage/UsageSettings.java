package io.tidings.gateway.usage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;

/** How what was counted is told. */
@ConfigMapping(prefix = "tidings.usage")
interface UsageSettings {

    /** Kafka brokers, host:port separated by commas. */
    @WithDefault("localhost:8111")
    String bootstrapServers();

    /** How often; what a kill -9 loses is what was counted since. */
    @WithDefault("500ms")
    Duration flushEvery();

    /** How long the end of the process waits for the last of it. */
    @WithDefault("3s")
    Duration farewell();
}
