package io.tidings.gateway.limits;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Settings for tests. */
record TestLimits(
        Map<String, Integer> plans,
        int otherwise,
        int tenant,
        Map<String, Integer> routes,
        LimitSettings.Address address,
        LimitSettings.Shared shared)
        implements LimitSettings {

    /** @param tenant the rate of each tenant as a whole */
    static TestLimits of(int tenant) {
        return of(tenant, null);
    }

    static TestLimits of(int tenant, @Nullable String store) {
        return new TestLimits(
                Map.of("free", 60, "pro", 600),
                30,
                tenant,
                Map.of("otp-send", 4),
                new OfAddress(2, 3),
                new Store(Optional.ofNullable(store), Duration.ofMillis(500), Duration.ofMillis(100)));
    }

    record OfAddress(int login, int otherwise) implements LimitSettings.Address {}

    record Store(Optional<String> url, Duration timeout, Duration pause) implements LimitSettings.Shared {}
}
