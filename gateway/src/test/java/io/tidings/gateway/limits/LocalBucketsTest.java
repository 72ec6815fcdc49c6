package io.tidings.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

class LocalBucketsTest extends BucketsContract {
    private final LocalBuckets buckets = new LocalBuckets(System::nanoTime);

    @Override
    Buckets buckets() {
        return buckets;
    }

    @Test
    void many_threads_get_no_more_than_one_would() throws Exception {
        long begin = System.nanoTime();
        Claim claim = claim("tenant=100000", "key=500");
        AtomicInteger allowed = new AtomicInteger();

        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 4000; i++) {
                threads.submit(() -> take(claim).isAllowed() ? allowed.incrementAndGet() : 0);
            }
        }

        // The bucket fills by one every 120 ms while they are at it.
        int filled = (int) (Duration.ofNanos(System.nanoTime() - begin).toMillis() / 120) + 1;
        assertThat(allowed.get()).isBetween(500, 500 + filled);
    }
}
