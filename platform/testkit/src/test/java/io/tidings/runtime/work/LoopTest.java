package io.tidings.runtime.work;

import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class LoopTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final AtomicInteger passes = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile CompletableFuture<Duration> end = CompletableFuture.completedFuture(LONG);
    private final Loop loop = new Loop("test", this::pass);

    private Uni<Duration> pass() {
        passes.incrementAndGet();
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        return Uni.createFrom().completionStage(() -> end).onTermination().invoke(atOnce::decrementAndGet);
    }

    @AfterEach
    void stop() {
        loop.stop();
    }

    private void untilPasses(int number) {
        await().pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(passes).hasValueGreaterThanOrEqualTo(number));
    }

    private void staysAtPasses(int number) {
        await().during(Duration.ofMillis(400))
                .untilAsserted(() -> assertThat(passes).hasValue(number));
    }

    @Test
    void a_nudge_during_a_pass_is_not_lost_and_a_thousand_are_one() {
        end = new CompletableFuture<>();
        loop.start();
        untilPasses(1);
        IntStream.range(0, 1_000).parallel().forEach(i -> loop.nudge());
        staysAtPasses(1);
        var running = end;
        end = CompletableFuture.completedFuture(LONG);
        running.complete(LONG);
        untilPasses(2);
        staysAtPasses(2);
        assertThat(mostAtOnce).hasValue(1);
    }

    @Test
    void nudges_that_come_thick_and_fast_share_a_pass() {
        loop.start();
        untilPasses(1);
        var begin = System.nanoTime();
        while (System.nanoTime() - begin < Duration.ofMillis(300).toNanos()) {
            loop.nudge();
            Thread.onSpinWait();
        }
        var gaps = (int) ((System.nanoTime() - begin) / Pacing.QUICK.least().toNanos());
        assertThat(passes).hasValueLessThanOrEqualTo(2 * gaps); // two may begin a gap's end side by side
        untilPasses(2);
    }

    @Test
    void passes_never_overlap_whoever_nudges() {
        end = CompletableFuture.completedFuture(Duration.ofMillis(1));
        loop.start();
        IntStream.range(0, 20_000).parallel().forEach(i -> loop.nudge());
        await().untilAsserted(() -> assertThat(passes).hasValueGreaterThan(100));
        assertThat(mostAtOnce).hasValue(1);
    }

    @Test
    void nudges_leave_one_timer_behind_and_not_one_each() {
        end = CompletableFuture.completedFuture(Duration.ofMillis(600));
        loop.start();
        for (var i = 1; i <= 50; i++) {
            untilPasses(i);
            await().pollInterval(Duration.ofMillis(1)).until(() -> atOnce.get() == 0);
            loop.nudge();
        }
        untilPasses(51);
        end = CompletableFuture.completedFuture(LONG);

        // fifty rests of 600 ms were asked for; one timer rings
        var most = passes.get() + 4;
        await().during(Duration.ofMillis(1_500))
                .untilAsserted(() -> assertThat(passes).hasValueLessThanOrEqualTo(most));
    }

    @Test
    void a_pass_that_fails_is_followed_by_another() {
        end = CompletableFuture.failedFuture(new IllegalStateException("away"));
        loop.start();
        untilPasses(1);
        end = CompletableFuture.completedFuture(LONG);
        untilPasses(2);
    }

    @Test
    void a_loop_that_is_stopped_begins_no_pass() {
        end = CompletableFuture.completedFuture(Duration.ofMillis(50));
        loop.start();
        untilPasses(1);
        loop.stop();
        await().until(() -> atOnce.get() == 0);
        var before = passes.get();
        loop.nudge();
        staysAtPasses(before);
    }
}
