package io.tidings.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

class OpenLoopTest {
    private final ExecutorService server = Executors.newSingleThreadExecutor();

    @AfterEach
    void stopServer() {
        server.shutdownNow();
    }

    @Test
    void a_stall_is_felt_by_all_who_would_have_come_during_it() {
        Outcome outcome = OpenLoop.run(stallingAt(50), every5Millis(200));

        assertThat(outcome.good()).isEqualTo(200);
        assertThat(outcome.failed()).isZero();
        assertThat(outcome.latency().p99()).isGreaterThan(250);
        assertThat(outcome.latency().p90()).as("a third of them had to wait").isGreaterThan(100);
        assertThat(outcome.latency().max()).isGreaterThanOrEqualTo(300);
    }

    @Test
    void a_closed_loop_shows_the_same_stall_once_and_so_hides_it() {
        Outcome outcome = ClosedLoop.run(stallingAt(50), 1, Duration.ofSeconds(1));

        assertThat(outcome.failed()).isZero();
        assertThat(outcome.latency().max()).isGreaterThanOrEqualTo(300);
        assertThat(outcome.latency().p90()).isLessThan(300);
    }

    @Test
    void a_shot_that_is_never_answered_counts_as_failed() {
        Outcome outcome = OpenLoop.run(
                (n, ending) -> {
                    if (n != 3) {
                        ending.good();
                    }
                },
                every5Millis(10),
                Duration.ofMillis(50));

        assertThat(outcome.good()).isEqualTo(9);
        assertThat(outcome.failed()).isEqualTo(1);
        assertThat(outcome.firstFailure()).isEqualTo("no answer");
    }

    @Test
    void failures_are_counted_apart_and_the_first_says_why() {
        Outcome outcome = OpenLoop.run(
                (n, ending) -> {
                    if (n < 2) {
                        ending.failed("refused " + n);
                    } else {
                        ending.good();
                        ending.failed("too late to change");
                    }
                },
                every5Millis(5));

        assertThat(outcome.good()).isEqualTo(3);
        assertThat(outcome.failed()).isEqualTo(2);
        assertThat(outcome.firstFailure()).isEqualTo("refused 0");
    }

    @Test
    void a_closed_loop_keeps_its_clients_busy_until_the_time_is_up() {
        AtomicLong fired = new AtomicLong();
        Outcome outcome = ClosedLoop.run(
                (n, ending) -> {
                    fired.incrementAndGet();
                    server.execute(ending::good);
                },
                4,
                Duration.ofMillis(200));

        assertThat(outcome.good()).isEqualTo(fired.get()).isGreaterThan(4);
        assertThat(outcome.seconds()).isGreaterThanOrEqualTo(0.19);
    }

    @Test
    void a_schedule_spreads_its_shots_evenly() {
        Schedule schedule = Schedule.of(1_000, 250, Duration.ofSeconds(2));

        assertThat(schedule.count()).isEqualTo(500);
        assertThat(schedule.due(0)).isEqualTo(1_000);
        assertThat(schedule.due(1)).isEqualTo(4_001_000);
        assertThat(schedule.due(499)).isEqualTo(1_996_001_000);
    }

    /** Works one by one, and takes 300 ms for number {@code slow}. */
    private Shot stallingAt(long slow) {
        return (n, ending) -> server.execute(() -> {
            if (n == slow) {
                long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(300);
                while (System.nanoTime() < end) {
                    LockSupport.parkNanos(end - System.nanoTime());
                }
            }
            ending.good();
        });
    }

    private static Schedule every5Millis(long count) {
        return new Schedule(System.nanoTime(), 200, count);
    }
}
