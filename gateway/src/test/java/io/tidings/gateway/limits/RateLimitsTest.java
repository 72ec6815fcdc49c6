package io.tidings.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import io.tidings.gateway.directory.KeyEntry;
import io.tidings.gateway.directory.TenantEntry;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.UUID;

class RateLimitsTest {
    private final HandWoundTime time = new HandWoundTime();
    private final RateLimits limits = new RateLimits(new Settings(Map.of("free", 60, "pro", 600), 30), time);
    private final TenantEntry free = tenant("free");

    private static TenantEntry tenant(String plan) {
        return new TenantEntry(UUID.randomUUID(), "t", plan, true, List.of());
    }

    private static KeyEntry key(int rate) {
        return new KeyEntry(UUID.randomUUID(), UUID.randomUUID(), "live", List.of(), rate, Long.MAX_VALUE);
    }

    @Test
    void a_key_may_call_as_often_as_its_limit_says_and_not_once_more() {
        KeyEntry key = key(3);

        assertThat(limits.take(key, free)).isEqualTo(new Quota(true, 3, 2, 20));
        assertThat(limits.take(key, free)).isEqualTo(new Quota(true, 3, 1, 40));
        assertThat(limits.take(key, free)).isEqualTo(new Quota(true, 3, 0, 60));
        assertThat(limits.take(key, free)).isEqualTo(new Quota(false, 3, 0, 20));
        assertThat(limits.take(key(3), free).allowed()).isTrue();
    }

    @Test
    void the_told_time_is_enough_and_no_second_too_much() {
        KeyEntry key = key(3);
        for (int i = 0; i < 3; i++) {
            limits.take(key, free);
        }
        long wait = limits.take(key, free).seconds();

        time.advance(wait - 1);
        assertThat(limits.take(key, free).allowed()).isFalse();
        time.advance(1);
        assertThat(limits.take(key, free).allowed()).isTrue();
    }

    @Test
    void a_key_without_a_rate_has_its_plans() {
        assertThat(limits.take(key(0), free).perMinute()).isEqualTo(60);
        assertThat(limits.take(key(0), tenant("pro")).perMinute()).isEqualTo(600);
        assertThat(limits.take(key(0), tenant("unheard-of")).perMinute()).isEqualTo(30);
    }

    @Test
    void a_changed_plan_counts_at_once() {
        KeyEntry key = key(0);
        limits.take(key, free);

        assertThat(limits.take(key, tenant("pro"))).isEqualTo(new Quota(true, 600, 599, 1));
    }

    @Test
    void a_bucket_that_rested_for_a_minute_is_forgotten_and_one_in_use_is_not() {
        KeyEntry busy = key(2);
        limits.take(key(2), free);
        time.advance(61);
        limits.take(busy, free);

        limits.forgetIdle();

        assertThat(limits.size()).isOne();
        assertThat(limits.take(busy, free).remaining()).isZero();
    }

    @Test
    void the_fields_are_written_as_the_draft_has_them() {
        Quota quota = limits.take(key(3), free);

        assertThat(quota.policy()).isEqualTo("\"default\";q=3;w=60");
        assertThat(quota.state()).isEqualTo("\"default\";r=2;t=20");
    }

    private record Settings(Map<String, Integer> plans, int otherwise) implements LimitSettings {}

    private static final class HandWoundTime implements TimeMeter {
        private long nanos = 1;

        void advance(long seconds) {
            nanos += seconds * 1_000_000_000L;
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
