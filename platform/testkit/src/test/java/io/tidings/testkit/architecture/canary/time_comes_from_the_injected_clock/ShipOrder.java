package io.tidings.testkit.architecture.canary.time_comes_from_the_injected_clock;

import java.time.Instant;

class ShipOrder {
    Instant shippedAt() {
        return Instant.now();
    }
}
