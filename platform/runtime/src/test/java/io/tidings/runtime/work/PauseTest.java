package io.tidings.runtime.work;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

class PauseTest {
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "2, 2", "3, 4", "9, 256", "10, 300", "64, 300", "2147483647, 300"})
    void pauses_double_up_to_five_minutes(int attempts, long seconds) {
        assertThat(DueWorkers.pause(attempts)).isEqualTo(Duration.ofSeconds(seconds));
    }
}
