package io.tidings.gateway.proxy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tidings.gateway.problem.Problem;
import io.tidings.gateway.routing.Service;
import org.jboss.logging.Logger;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import jakarta.inject.Singleton;

/**
 * What went through, counted and, where it is worth a line, logged. Labels are services, status classes and our own
 * problem codes, so their number is fixed; tenants, paths and queries are never among them.
 */
@Singleton
public class Traffic {
    private static final Logger ACCESS = Logger.getLogger("io.tidings.gateway.access");

    private final Timer[][] timers;
    private final Counter[] refusals;

    Traffic(MeterRegistry registry) {
        timers = Arrays.stream(Service.values())
                .map(service -> IntStream.rangeClosed(1, 5)
                        .mapToObj(statusClass -> timer(registry, service, statusClass))
                        .toArray(Timer[]::new))
                .toArray(Timer[][]::new);
        refusals = Arrays.stream(Problem.values())
                .map(problem -> Counter.builder("tidings.gateway.refusals")
                        .description("Requests the gateway refused by itself")
                        .tag("code", problem.code())
                        .register(registry))
                .toArray(Counter[]::new);
    }

    private static Timer timer(MeterRegistry registry, Service service, int statusClass) {
        return Timer.builder("tidings.gateway.requests")
                .description("Requests handed on, by service and class of the answer")
                .tag("service", service.audience())
                .tag("status", statusClass + "xx")
                .register(registry);
    }

    /** Counts a refusal of our own. */
    public void refused(Problem problem) {
        refusals[problem.ordinal()].increment();
    }

    /** A server error is always logged, everything else at debug level only: a line a request costs more than the request. */
    void answered(Service service, Errand errand, int status, long startedAt) {
        long nanos = System.nanoTime() - startedAt;
        timers[service.ordinal()][Math.clamp(status / 100, 1, 5) - 1].record(nanos, TimeUnit.NANOSECONDS);
        if (status >= 500 || ACCESS.isDebugEnabled()) {
            ACCESS.logf(
                    status >= 500 ? Logger.Level.WARN : Logger.Level.DEBUG,
                    "answered service=%s status=%d millis=%d trace=%s",
                    service.audience(),
                    status,
                    Duration.ofNanos(nanos).toMillis(),
                    errand.trace().traceId());
        }
    }
}
