package io.tidings.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

class CircuitBreakerTest {
    private final AtomicLong nanos = new AtomicLong(-5);
    private final CircuitBreaker breaker = new CircuitBreaker(10, Duration.ofSeconds(1), nanos::get);

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed();
        }
    }

    private void advanceMillis(long millis) {
        nanos.addAndGet(millis * 1_000_000);
    }

    @Test
    void it_opens_when_half_of_the_last_twenty_calls_failed() {
        fail(9);
        assertThat(breaker.tryPass()).isTrue();

        fail(1);

        assertThat(breaker.isOpen()).isTrue();
        assertThat(breaker.tryPass()).isFalse();
    }

    @Test
    void failures_are_forgotten_after_twenty_calls() {
        fail(9);
        for (int i = 0; i < 20; i++) {
            breaker.succeeded();
        }
        fail(9);

        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void after_the_pause_one_probe_goes_and_its_success_closes_it() {
        fail(10);
        advanceMillis(999);
        assertThat(breaker.tryPass()).isFalse();
        advanceMillis(1);

        assertThat(breaker.tryPass()).isTrue();
        assertThat(breaker.tryPass()).isFalse();
        breaker.succeeded();

        assertThat(breaker.tryPass()).isTrue();
        fail(9);
        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void a_probe_that_fails_keeps_it_open_for_another_pause() {
        fail(10);
        advanceMillis(1000);
        assertThat(breaker.tryPass()).isTrue();
        breaker.failed();
        advanceMillis(999);

        assertThat(breaker.tryPass()).isFalse();
        advanceMillis(1);
        assertThat(breaker.tryPass()).isTrue();
    }

    @Test
    void a_probe_that_was_abandoned_makes_room_for_the_next_at_once() {
        fail(10);
        advanceMillis(1000);
        assertThat(breaker.tryPass()).isTrue();

        breaker.abandoned();

        assertThat(breaker.isOpen()).isTrue();
        assertThat(breaker.tryPass()).isTrue();
    }

    @Test
    void a_probe_that_never_comes_back_blocks_nobody_for_longer_than_a_pause() {
        fail(10);
        advanceMillis(1000);
        assertThat(breaker.tryPass()).isTrue();
        advanceMillis(1000);

        assertThat(breaker.tryPass()).isTrue();
    }
}
