package io.tidings.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

class NotifyBenchTest {
    private static final Instant START = Instant.parse("2026-11-22T18:00:00Z");

    @Test
    void a_message_is_late_by_the_time_since_its_event_was_due() {
        Schedule schedule = Schedule.of(0, 10, Duration.ofMillis(300));

        var delivery = Delivery.of(
                schedule,
                START,
                1_000,
                Map.of(1_000L, START.plusMillis(40), 1_001L, START.plusMillis(150), 1_002L, START.plusMillis(500)));

        Latency latency = delivery.latency();
        assertThat(delivery.delivered()).isEqualTo(3);
        assertThat(delivery.lost()).isZero();
        assertThat(delivery.seconds()).isEqualTo(0.5);
        assertThat(latency.p50()).isBetween(49.9, 50.1);
        assertThat(latency.max()).isBetween(299.0, 301.0);
    }

    @Test
    void an_event_without_a_message_is_lost_and_others_messages_do_not_count() {
        Schedule schedule = Schedule.of(0, 10, Duration.ofMillis(300));

        var delivery =
                Delivery.of(schedule, START, 1_000, Map.of(1_001L, START.plusMillis(150), 7L, START.plusMillis(1)));

        Outcome outcome = delivery.outcome(new Outcome(3, 0, 0.3, delivery.latency(), null), 1);
        assertThat(outcome.good()).isEqualTo(1);
        assertThat(outcome.failed()).isEqualTo(3);
        assertThat(outcome.firstFailure()).isEqualTo("2 lost, 1 doubled");
    }

    @Test
    void a_customer_is_known_by_the_phone() {
        assertThat(Shipments.phone(2_004_711)).isEqualTo("34602004712");
        assertThat(Shipments.customer("34602004712")).isEqualTo(2_004_711);
        assertThat(Shipments.customer("+34602004712")).isEqualTo(2_004_711);
    }

    @Test
    void pgbenchs_own_figures_are_read() {
        Outcome outcome = Pgbench.outcome("""
                pgbench (15.18 (Debian 15.18-0+deb12u1), server 18.4)
                transaction type: /tmp/order.sql
                number of clients: 8
                number of transactions actually processed: 40817
                number of failed transactions: 3 (0.007%)
                latency average = 1.958 ms
                initial connection time = 21.4 ms
                tps = 4085.125 (without initial connection time)
                """);

        assertThat(outcome.good()).isEqualTo(40_817);
        assertThat(outcome.failed()).isEqualTo(3);
        assertThat(outcome.perSecond()).isBetween(4_085.0, 4_086.0);
    }

    @Test
    void an_output_without_figures_is_shown_as_it_is() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Pgbench.outcome("FATAL: no such role"))
                .hasMessageContaining("no such role");
    }
}
