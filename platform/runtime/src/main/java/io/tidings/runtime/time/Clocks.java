package io.tidings.runtime.time;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives every bean its {@link Clock}. */
class Clocks {

    @Produces
    @Singleton
    Clock clock(
            @ConfigProperty(name = "tidings.clock.file") Optional<Path> offsetFile,
            @ConfigProperty(name = "tidings.clock.look-every", defaultValue = "PT0.2S") Duration lookEvery) {
        return offsetFile.<Clock>map(file -> new OffsetClock(file, lookEvery)).orElseGet(Clock::systemUTC);
    }
}
