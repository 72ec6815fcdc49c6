package io.tidings.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntToDoubleFunction;

class WarmUpTest {
    @Test
    void full_speed_ends_when_three_slices_are_no_better_than_the_best() {
        double[] speeds = {100, 200, 205, 150, 199, 300};

        assertThat(slices(n -> speeds[n], false)).isEqualTo(5);
    }

    @Test
    void a_rate_ends_when_the_compilers_have_had_little_to_do_three_times_in_a_row() {
        double[] seconds = {7, 0.4, 0.4, 0.6, 0.4, 0.3, 0.2, 0.1};

        assertThat(slices(n -> seconds[n], true)).isEqualTo(7);
    }

    @Test
    void either_ends() {
        assertThat(slices(n -> Math.pow(2, n), false)).isEqualTo(15);
        assertThat(slices(n -> 5, true)).isEqualTo(30);
    }

    private static int slices(IntToDoubleFunction slice, boolean atARate) {
        AtomicInteger run = new AtomicInteger();
        if (atARate) {
            WarmUp.untilCompiled(() -> slice.applyAsDouble(run.getAndIncrement()));
        } else {
            WarmUp.run(() -> slice.applyAsDouble(run.getAndIncrement()));
        }
        return run.get();
    }
}
