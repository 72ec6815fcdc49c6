package io.tidings.runtime.time;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives every bean its {@link Clock}. */
class Clocks {

    @Produces
    @Singleton
    Clock clock(@ConfigProperty(name = "tidings.clock.file") Optional<Path> offsetFile) {
        return offsetFile.<Clock>map(OffsetClock::new).orElseGet(Clock::systemUTC);
    }
}
