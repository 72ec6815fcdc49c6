package io.tidings.tenant.account.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.tenant.account.domain.CustomDomain.State;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

class CustomDomainTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final CustomDomain CLAIMED = CustomDomain.claimed("shop.example", "c", NOW);

    private static Instant after(Duration time) {
        return NOW.plus(time);
    }

    @Test
    void a_claimed_one_is_looked_for_every_minute_then_every_quarter_of_an_hour_then_never() {
        assertThat(CLAIMED.nextCheck(NOW)).isEqualTo(after(Duration.ofMinutes(1)));
        assertThat(CLAIMED.nextCheck(after(Duration.ofHours(2))))
                .isEqualTo(after(Duration.ofHours(2).plusMinutes(15)));
        assertThat(CLAIMED.missing(after(Duration.ofDays(6))).state()).isEqualTo(State.PENDING);
        var over = CLAIMED.missing(after(Duration.ofDays(7)));
        assertThat(over.state()).isEqualTo(State.EXPIRED);
        assertThat(over.nextCheck(after(Duration.ofDays(7)))).isNull();
    }

    @Test
    void a_proven_one_is_looked_at_every_day() {
        var proven = CLAIMED.found(after(Duration.ofHours(1)));
        assertThat(proven.isProven()).isTrue();
        assertThat(proven.provenAt()).isEqualTo(after(Duration.ofHours(1)));
        assertThat(proven.nextCheck(NOW)).isEqualTo(after(Duration.ofDays(1)));
        assertThat(proven.found(after(Duration.ofDays(9))).provenAt()).isEqualTo(after(Duration.ofHours(1)));
    }

    @Test
    void a_proven_one_whose_record_is_missing_has_a_day_and_is_then_lost() {
        var missing = CLAIMED.found(NOW).missing(after(Duration.ofDays(1)));
        assertThat(missing.isProven()).isTrue();
        assertThat(missing.nextCheck(NOW)).isEqualTo(after(Duration.ofHours(1)));
        assertThat(missing.found(after(Duration.ofDays(2))).missingSince()).isNull();
        assertThat(missing.missing(after(Duration.ofHours(47))).isProven()).isTrue();

        var lost = missing.missing(after(Duration.ofHours(48)));
        assertThat(lost.state()).isEqualTo(State.LOST);
        assertThat(lost.missing(after(Duration.ofDays(8))).state()).isEqualTo(State.LOST);
        assertThat(lost.missing(after(Duration.ofDays(9))).state()).isEqualTo(State.EXPIRED);
        assertThat(lost.found(after(Duration.ofDays(3))).isProven()).isTrue();
    }
}
