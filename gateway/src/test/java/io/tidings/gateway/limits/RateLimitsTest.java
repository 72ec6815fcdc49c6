package io.tidings.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.gateway.directory.KeyEntry;
import io.tidings.gateway.directory.TenantEntry;
import io.tidings.gateway.network.Origin;
import io.tidings.gateway.routing.Route;
import io.tidings.gateway.routing.RoutingTable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

class RateLimitsTest {
    private static final Route ORDERS = route("/api/v1/orders");
    private static final Route OTP_SEND = route("/api/v1/otp/send");

    private long nanos = 1;
    private final RateLimits limits = new RateLimits(TestLimits.of(100_000), () -> nanos, null);
    private final TenantEntry free = tenant("free", 0);

    private static Route route(String path) {
        return Objects.requireNonNull(RoutingTable.route(path));
    }

    private static TenantEntry tenant(String plan, int apiRate) {
        return new TenantEntry(UUID.randomUUID(), "t", plan, true, List.of(), apiRate);
    }

    private static KeyEntry key(int rate) {
        return new KeyEntry(UUID.randomUUID(), UUID.randomUUID(), "live", List.of(), rate, Long.MAX_VALUE);
    }

    private Decision take(@Nullable KeyEntry key, TenantEntry tenant) {
        return limits.take(key, tenant, ORDERS).result();
    }

    private void advance(long seconds) {
        nanos += seconds * 1_000_000_000L;
    }

    @Test
    void a_key_may_call_as_often_as_its_limit_says_and_not_once_more() {
        KeyEntry key = key(3);

        assertThat(take(key, free).state()).endsWith("\"key\";r=2;t=20");
        assertThat(take(key, free).state()).endsWith("\"key\";r=1;t=40");
        assertThat(take(key, free).state()).endsWith("\"key\";r=0;t=60");
        Decision refused = take(key, free);
        assertThat(refused.isAllowed()).isFalse();
        assertThat(refused.violated()).containsExactly("key");
        assertThat(refused.state()).endsWith("\"key\";r=0;t=20");
        assertThat(refused.retryAfter()).isEqualTo(20);
        assertThat(take(key(3), free).isAllowed()).isTrue();
    }

    @Test
    void the_told_time_is_enough_and_no_second_too_much() {
        KeyEntry key = key(3);
        for (int i = 0; i < 3; i++) {
            take(key, free);
        }
        long wait = take(key, free).retryAfter();

        advance(wait - 1);
        assertThat(take(key, free).isAllowed()).isFalse();
        advance(1);
        assertThat(take(key, free).isAllowed()).isTrue();
    }

    @Test
    void half_a_token_is_none_and_is_not_told_of() {
        KeyEntry key = key(1);
        take(key, free);
        advance(45);

        Decision refused = take(key, free);

        assertThat(refused.violated()).containsExactly("key");
        assertThat(refused.state()).endsWith("\"key\";r=0;t=15");
        assertThat(refused.retryAfter()).isEqualTo(15);
    }

    @Test
    void keys_without_a_rate_share_what_the_plan_includes() {
        TenantEntry pro = tenant("pro", 0);

        assertThat(take(key(0), pro).state()).endsWith("\"plan\";r=599;t=1");
        assertThat(take(key(0), pro).state()).endsWith("\"plan\";r=598;t=1");
        assertThat(take(null, pro).state()).as("a person").endsWith("\"plan\";r=597;t=1");
        assertThat(take(key(0), free).policy()).endsWith("\"plan\";q=60;w=60");
        assertThat(take(key(0), tenant("unheard-of", 0)).policy()).endsWith("\"plan\";q=30;w=60");
    }

    @Test
    void what_the_directory_says_of_a_plan_goes_before_what_is_configured() {
        assertThat(take(key(0), tenant("free", 77)).policy()).endsWith("\"plan\";q=77;w=60");
    }

    @Test
    void a_changed_plan_counts_at_once() {
        KeyEntry key = key(0);
        take(key, free);

        TenantEntry changed = new TenantEntry(free.id(), "t", "pro", true, List.of());
        assertThat(take(key, changed).state()).endsWith("\"plan\";r=599;t=1");
    }

    private Decision takeOf(String address, String name) {
        return limits.takeOf(new Origin(address, "http"), name).result();
    }

    @Test
    void who_acts_for_no_tenant_is_limited_by_address_and_logins_by_themselves() {
        assertThat(takeOf("192.0.2.1", RateLimits.LOGIN).policy()).isEqualTo("\"login\";q=2;w=60");
        assertThat(takeOf("192.0.2.1", RateLimits.LOGIN).isAllowed()).isTrue();
        assertThat(takeOf("192.0.2.1", RateLimits.LOGIN).violated()).containsExactly("login");
        assertThat(takeOf("192.0.2.1", RateLimits.ADDRESS).state()).isEqualTo("\"address\";r=2;t=20");
        assertThat(takeOf("192.0.2.2", RateLimits.LOGIN).isAllowed()).isTrue();

        advance(120);
        limits.forgetIdle();
        assertThat(limits.size()).isZero();
        assertThat(takeOf("192.0.2.1", RateLimits.LOGIN).isAllowed()).isTrue();
    }

    @Test
    void all_addresses_of_one_network_of_ipv6_are_one() {
        assertThat(takeOf("2001:db8:0:1:0:0:0:1", RateLimits.LOGIN).isAllowed()).isTrue();
        assertThat(takeOf("2001:db8:0:1:ffff:0:0:2", RateLimits.LOGIN).isAllowed())
                .isTrue();
        assertThat(takeOf("2001:db8:0:1:0:0:0:3", RateLimits.LOGIN).isAllowed()).isFalse();
        assertThat(takeOf("2001:db8:0:2:0:0:0:1", RateLimits.LOGIN).isAllowed()).isTrue();
    }

    @Test
    void more_addresses_than_are_remembered_share_a_bucket() {
        for (int i = 0; i < 100_000; i++) {
            takeOf("10.%d.%d.%d".formatted(i >> 16, i >> 8 & 255, i & 255), RateLimits.LOGIN);
        }
        for (int i = 0; i < 2; i++) {
            assertThat(takeOf("192.0.2." + i, RateLimits.LOGIN).isAllowed()).isTrue();
        }
        assertThat(takeOf("192.0.2.9", RateLimits.LOGIN).isAllowed()).isFalse();
        assertThat(takeOf("10.0.0.1", RateLimits.LOGIN).isAllowed())
                .as("one that is known")
                .isTrue();
    }

    @Test
    void a_refused_request_takes_from_no_bucket() {
        RateLimits narrow = new RateLimits(TestLimits.of(5), () -> nanos, null);
        KeyEntry slow = key(1);
        KeyEntry fast = key(100);
        narrow.take(slow, free, ORDERS);

        for (int i = 0; i < 10; i++) {
            assertThat(narrow.take(slow, free, ORDERS).result().violated()).containsExactly("key");
        }

        for (int i = 0; i < 4; i++) {
            assertThat(narrow.take(fast, free, ORDERS).result().isAllowed()).isTrue();
        }
        Decision beyond = narrow.take(fast, free, ORDERS).result();
        assertThat(beyond.violated()).containsExactly("tenant");
        assertThat(beyond.state()).as("nothing was taken from the key's bucket").contains("\"key\";r=96;");
    }

    @Test
    void all_that_is_used_up_is_named_and_the_longest_wait_counts() {
        RateLimits narrow = new RateLimits(TestLimits.of(2), () -> nanos, null);
        KeyEntry key = key(2);
        narrow.take(key, free, ORDERS);
        narrow.take(key, free, ORDERS);

        Decision refused = narrow.take(key, free, ORDERS).result();

        assertThat(refused.violated()).containsExactly("tenant", "key");
        assertThat(refused.retryAfter()).isEqualTo(30);
    }

    @Test
    void a_route_with_a_rate_has_a_bucket_for_each_tenant_and_the_others_go_on() {
        KeyEntry key = key(1000);
        for (int i = 0; i < 4; i++) {
            assertThat(limits.take(key, free, OTP_SEND).result().isAllowed()).isTrue();
        }

        assertThat(limits.take(key, free, OTP_SEND).result().violated()).containsExactly("otp-send");
        assertThat(limits.take(key(1000), free, OTP_SEND).result().isAllowed())
                .as("another key of the tenant")
                .isFalse();
        assertThat(take(key, free).isAllowed()).isTrue();
        assertThat(limits.take(key(1000), tenant("free", 0), OTP_SEND).result().isAllowed())
                .isTrue();
    }

    @Test
    void a_bucket_that_rested_for_a_minute_is_forgotten_and_one_in_use_is_not() {
        KeyEntry busy = key(2);
        take(key(2), tenant("free", 0));
        advance(61);
        take(busy, free);

        limits.forgetIdle();

        assertThat(limits.size()).as("the tenant's and the key's").isEqualTo(2);
        assertThat(take(busy, free).state()).endsWith("\"key\";r=0;t=60");
    }

    @Test
    void the_fields_are_written_as_the_draft_has_them() {
        Decision decision = take(key(3), free);

        assertThat(decision.policy()).isEqualTo("\"tenant\";q=100000;w=60, \"key\";q=3;w=60");
        assertThat(decision.state()).isEqualTo("\"tenant\";r=99999;t=1, \"key\";r=2;t=20");
    }
}
