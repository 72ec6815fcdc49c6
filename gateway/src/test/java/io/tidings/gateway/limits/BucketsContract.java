package io.tidings.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidings.gateway.directory.TenantEntry;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** What holds for buckets wherever they are. */
abstract class BucketsContract {
    private final Map<String, Cell> known = new HashMap<>();
    private final TenantEntry tenant = new TenantEntry(UUID.randomUUID(), "t", "free", true, List.of());

    abstract Buckets buckets();

    /** Rates by name, such as {@code key=3}; buckets of one name are one. */
    Claim claim(String... rates) {
        List<Cell> cells = new ArrayList<>();
        for (String rate : rates) {
            String[] pair = rate.split("=");
            cells.add(known.computeIfAbsent(
                    pair[0],
                    name -> new Cell(
                            name, "{" + tenant.id() + "}:" + name, Integer.parseInt(pair[1]), System.nanoTime())));
        }
        return new Claim(null, tenant, cells, false, 0);
    }

    Decision take(Claim claim) {
        return take(buckets(), claim);
    }

    static Decision take(Buckets from, Claim claim) {
        return from.take(claim).toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void a_bucket_gives_as_many_as_it_holds() {
        Claim claim = claim("tenant=10", "key=7");

        long allowed =
                IntStream.range(0, 20).filter(i -> take(claim).isAllowed()).count();

        assertThat(allowed).isEqualTo(7);
        Decision refused = take(claim);
        assertThat(refused.violated()).containsExactly("key");
        assertThat(refused.state()).startsWith("\"tenant\";r=3;").contains("\"key\";r=0;");
        assertThat(refused.retryAfter()).isBetween(1L, 9L);
    }

    @Test
    void a_refused_request_takes_from_no_bucket() {
        Claim narrow = claim("tenant=5", "key=1");
        Claim wide = claim("tenant=5", "other=10");
        take(narrow);
        for (int i = 0; i < 10; i++) {
            assertThat(take(narrow).isAllowed()).isFalse();
        }

        long allowed =
                IntStream.range(0, 10).filter(i -> take(wide).isAllowed()).count();

        assertThat(allowed).isEqualTo(4);
        assertThat(take(wide).state()).contains("\"other\";r=6;");
    }

    @Test
    void an_empty_bucket_fills_again() {
        Claim claim = claim("tenant=600");
        for (int i = 0; i < 600; i++) {
            take(claim);
        }

        await().until(() -> take(claim).isAllowed());
    }

    @Test
    void what_is_left_is_never_negative_and_grows_with_large_rates_too() {
        Decision first = take(claim("tenant=1200000"));

        assertThat(first.state()).isEqualTo("\"tenant\";r=1199999;t=1");
    }
}
