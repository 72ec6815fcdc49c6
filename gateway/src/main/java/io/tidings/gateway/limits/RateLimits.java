package io.tidings.gateway.limits;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.quarkus.runtime.StartupEvent;
import io.tidings.gateway.directory.KeyEntry;
import io.tidings.gateway.directory.TenantEntry;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * A token bucket for each key in use: as many requests as the limit at once, refilled evenly over a minute. A bucket that
 * rested for a minute is full, so forgetting it then forgets nothing; memory is bounded by the keys used in two minutes.
 */
@Singleton
public class RateLimits {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Map<UUID, Meter> meters = new ConcurrentHashMap<>();
    private final Map<String, Integer> plans;
    private final int otherwise;
    private final TimeMeter time;

    @Inject
    RateLimits(LimitSettings settings) {
        this(settings, TimeMeter.SYSTEM_NANOTIME);
    }

    RateLimits(LimitSettings settings, TimeMeter time) {
        this.plans = new HashMap<>(settings.plans());
        this.otherwise = settings.otherwise();
        this.time = time;
    }

    void onStart(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(WINDOW.toMillis(), timer -> forgetIdle());
    }

    /** Takes one request from the key's bucket. */
    public Quota take(KeyEntry key, TenantEntry tenant) {
        return take(key.id(), key.rateLimit() > 0 ? key.rateLimit() : plans.getOrDefault(tenant.plan(), otherwise));
    }

    /**
     * Takes one request from a person's bucket, which has the size of their tenant's plan.
     *
     * @param tenant null for somebody who acts for no tenant
     */
    public Quota take(UUID person, @Nullable TenantEntry tenant) {
        return take(person, tenant == null ? otherwise : plans.getOrDefault(tenant.plan(), otherwise));
    }

    private Quota take(UUID principal, int perMinute) {
        Meter meter = meters.get(principal);
        if (meter == null || meter.perMinute != perMinute) {
            meter = meters.compute(
                    principal,
                    (id, known) -> known != null && known.perMinute == perMinute ? known : new Meter(perMinute, time));
        }
        meter.usedAt = time.currentTimeNanos();
        ConsumptionProbe probe = meter.bucket.tryConsumeAndReturnRemaining(1);
        long nanos = probe.isConsumed() ? probe.getNanosToWaitForReset() : probe.getNanosToWaitForRefill();
        long seconds = (nanos + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND;
        return new Quota(probe.isConsumed(), perMinute, probe.getRemainingTokens(), seconds);
    }

    void forgetIdle() {
        long fullSince = time.currentTimeNanos() - WINDOW.toNanos();
        meters.values().removeIf(meter -> meter.usedAt - fullSince < 0);
    }

    int size() {
        return meters.size();
    }

    private static final class Meter {
        final int perMinute;
        final Bucket bucket;
        volatile long usedAt;

        Meter(int perMinute, TimeMeter time) {
            this.perMinute = perMinute;
            this.bucket = Bucket.builder()
                    .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, WINDOW))
                    .withCustomTimePrecision(time)
                    .build();
        }
    }
}
