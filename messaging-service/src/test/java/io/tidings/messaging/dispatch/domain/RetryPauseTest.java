package io.tidings.messaging.dispatch.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.messaging.dispatch.domain.ProviderError.Action;
import org.junit.jupiter.api.Test;

import java.time.Duration;

class RetryPauseTest {

    @Test
    void pauses_double_and_stay_below_a_quarter_of_an_hour() {
        assertThat(RetryPause.after(Action.RETRY, 1, 20)).contains(Duration.ofSeconds(1));
        assertThat(RetryPause.after(Action.RETRY, 4, 20)).contains(Duration.ofSeconds(8));
        assertThat(RetryPause.after(Action.RETRY, 19, 20)).contains(Duration.ofMinutes(15));
    }

    @Test
    void the_pair_pause_is_capped_at_two_minutes() {
        assertThat(RetryPause.after(Action.RETRY_PAIR, 1, 20)).contains(Duration.ofSeconds(6));
        assertThat(RetryPause.after(Action.RETRY_PAIR, 15, 20)).contains(Duration.ofMinutes(2));
    }

    @Test
    void the_last_try_has_no_pause_after_it() {
        assertThat(RetryPause.after(Action.RETRY, 20, 20)).isEmpty();
    }

    @Test
    void who_has_had_enough_gets_one_more_try_after_a_day() {
        assertThat(RetryPause.after(Action.WAIT_A_DAY, 1, 20)).contains(Duration.ofHours(24));
        assertThat(RetryPause.after(Action.WAIT_A_DAY, 2, 20)).isEmpty();
    }

    @Test
    void what_the_gate_must_judge_is_judged_at_once() {
        assertThat(RetryPause.after(Action.PAUSE_NUMBER, 1, 20)).contains(Duration.ZERO);
        assertThat(RetryPause.after(Action.PAUSE_NUMBER, 20, 20)).isEmpty();
    }

    @Test
    void what_cannot_get_better_is_not_tried_again() {
        assertThat(RetryPause.after(Action.FAIL, 1, 20)).isEmpty();
        assertThat(RetryPause.after(Action.MARK_UNREACHABLE, 1, 20)).isEmpty();
        assertThat(RetryPause.after(Action.STOP_CONSENT, 1, 20)).isEmpty();
    }
}
