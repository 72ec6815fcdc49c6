package io.tidings.local.bench;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/**
 * What the figures were taken on.
 *
 * @param load tasks that ran or wanted to, on average over the minute before; above the processors others were at work too
 */
record Machine(Instant at, String system, int processors, double load) {
    static Machine now() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                system.getName() + " " + system.getArch(),
                system.getAvailableProcessors(),
                system.getSystemLoadAverage());
    }

    Map<String, Object> facts() {
        return Map.of("system", system, "processors", processors, "load_before", load);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s, %s, %d processors, load %.1f before it began", at, system, processors, load);
    }
}
