package io.tidings.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidings.gateway.directory.KeyEntry;
import io.tidings.gateway.directory.TenantEntry;
import io.tidings.gateway.routing.Route;
import io.tidings.gateway.routing.RoutingTable;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Against a real store; skipped where neither valkey-server nor redis-server is installed. */
class SharedBucketsTest extends BucketsContract {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Route ORDERS = Objects.requireNonNull(RoutingTable.route("/api/v1/orders"));
    private static final Route OTP_SEND = Objects.requireNonNull(RoutingTable.route("/api/v1/otp/send"));

    private static Vertx vertx;
    private static StoreProcess store;
    private static SharedBuckets buckets;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> program = StoreProcess.program();
        assumeTrue(program.isPresent(), "neither valkey-server nor redis-server is installed");
        vertx = Vertx.vertx();
        store = StoreProcess.start(program.get());
        buckets = open(TestLimits.of(1, store.url()).shared());
    }

    @AfterAll
    static void stop() throws Exception {
        if (store != null) {
            buckets.close();
            store.close();
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static SharedBuckets open(LimitSettings.Shared settings) {
        return new SharedBuckets(vertx, store.url(), settings, new LocalBuckets(System::nanoTime));
    }

    /** One that has the patience for a slow machine. */
    private static SharedBuckets patient() {
        return open(new TestLimits.Store(Optional.of(store.url()), SOON, Duration.ofMillis(100)));
    }

    @BeforeEach
    void connected() {
        awaitSharing(buckets);
    }

    private static void awaitSharing(SharedBuckets some) {
        await().atMost(SOON).until(() -> {
            some.take(new Claim(
                    null,
                    new TenantEntry(UUID.randomUUID(), "t", "free", true, List.of()),
                    List.of(new Cell("tenant", "{knock}", 1_000_000, 0)),
                    false,
                    0));
            return some.isShared();
        });
    }

    @Override
    Buckets buckets() {
        return buckets;
    }

    @Test
    void three_gateways_together_let_as_many_through_as_one_should() throws Exception {
        List<SharedBuckets> gateways =
                Stream.generate(SharedBucketsTest::patient).limit(3).toList();
        gateways.forEach(SharedBucketsTest::awaitSharing);
        int rate = 600;
        Claim claim = claim("tenant=1000000", "key=" + rate);
        AtomicInteger allowed = new AtomicInteger();
        long begin = System.nanoTime();
        long end = begin + Duration.ofSeconds(4).toNanos();

        try (var threads = Executors.newFixedThreadPool(12)) {
            for (int i = 0; i < 12; i++) {
                SharedBuckets gateway = gateways.get(i % 3);
                threads.submit(() -> {
                    while (System.nanoTime() < end) {
                        if (take(gateway, claim).isAllowed()) {
                            allowed.incrementAndGet();
                        }
                    }
                });
            }
        }

        // what has filled since the last of them was refused
        while (take(gateways.getFirst(), claim).isAllowed()) {
            allowed.incrementAndGet();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        double expected = rate + rate / 60.0 * seconds;
        assertThat(gateways).allMatch(SharedBuckets::isShared);
        assertThat(allowed.get() / expected)
                .as("%d of %.0f in %.1f s", allowed.get(), expected, seconds)
                .isBetween(0.99, 1.05);
        gateways.forEach(SharedBuckets::close);
    }

    @Test
    void while_the_store_is_away_calls_go_on_by_local_limits_and_codes_are_not_sent() throws Exception {
        RateLimits limits = new RateLimits(TestLimits.of(100_000, store.url()), System::nanoTime, vertx);
        TenantEntry tenant = new TenantEntry(UUID.randomUUID(), "t", "free", true, List.of());
        KeyEntry key = new KeyEntry(UUID.randomUUID(), tenant.id(), "live", List.of(), 3, Long.MAX_VALUE);
        await().atMost(SOON).until(() -> decide(limits, key, tenant, OTP_SEND).verdict() == Decision.Verdict.ALLOWED);

        store.kill();
        await().atMost(SOON).until(() -> decide(limits, key, tenant, OTP_SEND).verdict() == Decision.Verdict.UNDECIDED);

        long allowed = Stream.generate(() -> decide(limits, key, tenant, ORDERS))
                .limit(10)
                .filter(Decision::isAllowed)
                .count();
        assertThat(allowed).as("of three the store has given one").isEqualTo(2);
        assertThat(limits.sharing()).isZero();

        store.restart();
        await().atMost(SOON).until(() -> decide(limits, key, tenant, OTP_SEND).verdict() == Decision.Verdict.ALLOWED);
        assertThat(limits.sharing()).isOne();
    }

    @Test
    void a_store_that_hangs_holds_nobody_up_for_longer_than_its_time_out() throws Exception {
        Claim claim = claim("tenant=1000000");
        store.freeze(true);
        try {
            long begin = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                assertThat(take(claim).isAllowed()).isTrue();
            }

            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .as("one waits half a second, the others do not ask; all would wait 50 s")
                    .isLessThan(Duration.ofSeconds(10));
        } finally {
            store.freeze(false);
        }
    }

    private static Decision decide(RateLimits limits, KeyEntry key, TenantEntry tenant, Route route) {
        return limits.take(key, tenant, route)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }
}
