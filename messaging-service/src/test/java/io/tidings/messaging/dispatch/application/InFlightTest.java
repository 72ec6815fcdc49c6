package io.tidings.messaging.dispatch.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private final InFlight inFlight = new InFlight(2);

    @Test
    void no_more_than_the_places_are_inside_and_the_next_enters_when_one_leaves() {
        enter().assertCompleted();
        enter().assertCompleted();
        var third = enter();
        third.assertNotTerminated();

        inFlight.leave();

        third.assertCompleted();
        assertThat(inFlight.inside()).isEqualTo(2);
    }

    @Test
    void a_stopping_process_lets_nobody_in_and_turns_away_who_waits() {
        enter();
        enter();
        var waiting = enter();

        inFlight.close(1);

        waiting.assertFailed();
        enter().assertFailed();
        assertThat(inFlight.inside()).isEqualTo(2);
    }

    @Test
    void a_stopping_process_waits_for_those_inside() {
        enter();
        var leaving = Thread.ofVirtual().unstarted(inFlight::leave);
        leaving.start();

        inFlight.close(5_000);

        assertThat(inFlight.inside()).isZero();
    }

    private UniAssertSubscriber<Integer> enter() {
        return inFlight.enter(1).subscribe().withSubscriber(UniAssertSubscriber.create());
    }
}
