package io.tidings.messaging.dispatch.application;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.UUID;

class SpreadingTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant FREE = NOW.plusMillis(600);

    private final Spreading spreading = new Spreading();
    private final UUID number = UUID.randomUUID();

    @Test
    void those_without_a_slot_come_back_one_after_the_other_at_the_numbers_pace() {
        assertThat(spreading.next(number, 3, NOW, FREE, 80)).isEqualTo(FREE);
        assertThat(spreading.next(number, 3, NOW, FREE, 80)).isEqualTo(FREE.plusNanos(12_500_000));
        assertThat(spreading.next(number, 3, NOW, FREE, 80)).isEqualTo(FREE.plusNanos(25_000_000));
    }

    @Test
    void an_urgent_message_does_not_line_up_behind_a_campaign() {
        for (var i = 0; i < 100; i++) {
            spreading.next(number, 3, NOW, FREE, 80);
        }

        assertThat(spreading.next(number, 0, NOW, FREE, 80)).isEqualTo(FREE);
        assertThat(spreading.next(UUID.randomUUID(), 3, NOW, FREE, 80)).isEqualTo(FREE);
    }

    @Test
    void an_old_queue_is_forgotten_when_the_number_is_free_later() {
        spreading.next(number, 3, NOW, FREE, 80);

        var later = FREE.plusSeconds(60);

        assertThat(spreading.next(number, 3, NOW.plusSeconds(60), later, 80)).isEqualTo(later);
    }
}
