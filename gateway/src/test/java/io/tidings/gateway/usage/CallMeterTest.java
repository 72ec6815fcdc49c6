package io.tidings.gateway.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidings.contracts.tenant.AccessRefused;
import io.tidings.contracts.tenant.ApiCallsCounted;
import io.tidings.contracts.tenant.KeyCalls;
import io.tidings.gateway.directory.KeyEntry;
import io.tidings.gateway.directory.TenantEntry;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

class CallMeterTest {
    private long now = Instant.parse("2026-11-22T23:59:59.900Z").toEpochMilli();
    private final CallMeter meter = new CallMeter(() -> now);
    private final TenantEntry bakery = tenant();

    private static TenantEntry tenant() {
        return new TenantEntry(UUID.randomUUID(), "t", "free", true, List.of());
    }

    private static KeyEntry key(TenantEntry tenant) {
        return new KeyEntry(UUID.randomUUID(), tenant.id(), "live", List.of(), 0, Long.MAX_VALUE);
    }

    private List<ApiCallsCounted> windows() {
        return meter.take().stream().map(told -> (ApiCallsCounted) told.event()).toList();
    }

    @Test
    void calls_are_told_once_by_key_with_the_time_of_the_last() {
        KeyEntry first = key(bakery);
        KeyEntry second = key(bakery);
        meter.count(bakery, first);
        meter.count(bakery, first);
        meter.count(bakery, second);
        meter.count(bakery, null);

        List<ApiCallsCounted> told = windows();

        assertThat(told).hasSize(1);
        assertThat(told.getFirst().window().version()).isEqualTo(7);
        assertThat(told.getFirst().day()).isEqualTo(LocalDate.of(2026, 11, 22));
        assertThat(told.getFirst().calls())
                .containsExactlyInAnyOrder(
                        new KeyCalls(first.id(), 2, Instant.ofEpochMilli(now)),
                        new KeyCalls(second.id(), 1, Instant.ofEpochMilli(now)),
                        new KeyCalls(null, 1, Instant.ofEpochMilli(now)));
        assertThat(windows()).isEmpty();
    }

    @Test
    void a_window_is_of_one_tenant_and_one_day_and_no_two_have_one_id() {
        TenantEntry florist = tenant();
        meter.count(bakery, key(bakery));
        meter.count(florist, key(florist));
        now += 200;
        meter.count(bakery, key(bakery));

        List<Told> told = meter.take();

        assertThat(told).hasSize(3);
        assertThat(told.stream()
                        .filter(one -> one.tenant().equals(bakery.id()))
                        .map(one -> ((ApiCallsCounted) one.event()).day()))
                .containsExactly(LocalDate.of(2026, 11, 22), LocalDate.of(2026, 11, 23));
        assertThat(told.stream().map(one -> one.event().subject()).distinct()).hasSize(3);
    }

    @Test
    void no_window_has_more_keys_than_the_contract_allows() {
        for (int i = 0; i < 1_100; i++) {
            meter.count(bakery, key(bakery));
        }

        assertThat(windows()).extracting(window -> window.calls().size()).containsExactly(500, 500, 100);
    }

    @Test
    void refusals_are_told_by_key_and_code_with_their_number() {
        KeyEntry key = key(bakery);
        meter.refused(bakery, key, "tenant.conflict");
        meter.refused(bakery, key, "tenant.conflict");
        meter.refused(bakery, key, "credential.network");

        assertThat(meter.take())
                .extracting(told -> (AccessRefused) told.event())
                .extracting(AccessRefused::code, AccessRefused::keyId, AccessRefused::count)
                .containsExactlyInAnyOrder(
                        tuple("tenant.conflict", key.id(), 2L), tuple("credential.network", key.id(), 1L));
    }

    @Test
    void nothing_is_lost_or_counted_twice_while_many_count_and_one_takes() throws Exception {
        List<KeyEntry> keys = List.of(key(bakery), key(bakery), key(bakery));
        int threads = 6;
        int each = 30_000;
        CountDownLatch done = new CountDownLatch(threads);
        List<ApiCallsCounted> told = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(threads)) {
            for (int t = 0; t < threads; t++) {
                pool.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        meter.count(bakery, keys.get(i % 3));
                    }
                    done.countDown();
                });
            }
            while (done.getCount() > 0) {
                told.addAll(windows());
            }
        }
        told.addAll(windows());

        assertThat(told.stream()
                        .flatMap(window -> window.calls().stream())
                        .mapToLong(KeyCalls::count)
                        .sum())
                .isEqualTo((long) threads * each);
        Set<UUID> ids = new HashSet<>();
        assertThat(told).allMatch(window -> ids.add(window.window()));
    }

    @Test
    void after_its_end_no_call_may_go_on() {
        assertThat(meter.count(bakery, null)).isTrue();

        meter.close();

        assertThat(meter.count(bakery, null)).isFalse();
    }
}
