package io.tidings.runtime.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.Ids;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Patience;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class DueWorkTest {
    private static final Duration LEASE = Duration.ofSeconds(30);

    @Inject
    PgDueWork due;

    @Inject
    TenantTx tx;

    private final String kind = "kind-" + UUID.randomUUID();
    private final TenantId tenant = new TenantId(Ids.next());

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Patience.LIMIT);
    }

    private UUID schedule(TenantId owner, int lane, Instant at) {
        var subject = Ids.next();
        await(tx.run(owner, () -> due.schedule(owner, kind, subject, lane, at)));
        return subject;
    }

    private UUID scheduleNow() {
        return schedule(tenant, 0, Instant.now().minusSeconds(1));
    }

    private List<DueWork.Item> claim(int limit) {
        return await(due.claim(kind, limit, LEASE));
    }

    private List<UUID> claimedSubjects() {
        return claim(32).stream().map(DueWork.Item::subject).toList();
    }

    private void backlog(TenantId owner, int rows) {
        Database.update("""
                insert into due_work (kind, tenant_id, subject, due_at)
                select ?, ?, gen_random_uuid(), now() - interval '1 day' from generate_series(1, ?)""", kind, owner.value(), rows);
    }

    @Test
    void only_what_is_due_is_claimed_and_only_once() {
        var now = scheduleNow();
        schedule(tenant, 0, Instant.now().plusSeconds(60));
        assertThat(claim(32)).singleElement().satisfies(item -> {
            assertThat(item.subject()).isEqualTo(now);
            assertThat(item.tenant()).isEqualTo(tenant);
            assertThat(item.attempts()).isOne();
        });
        assertThat(claim(32)).isEmpty();
    }

    @Test
    void a_lease_that_ends_gives_the_row_to_another() {
        var subject = scheduleNow();
        claim(32);
        Database.update("update due_work set leased_until = now() - interval '1 second' where kind = ?", kind);
        assertThat(claim(32)).singleElement().satisfies(item -> {
            assertThat(item.subject()).isEqualTo(subject);
            assertThat(item.attempts()).isEqualTo(2);
        });
    }

    @Test
    void what_is_done_is_gone_and_what_failed_comes_again_later() {
        scheduleNow();
        scheduleNow();
        var both = claim(32);
        await(tx.run(tenant, () -> due.remove(tenant, kind, both.getFirst().subject())));
        await(due.retryAt(both.getLast(), Instant.now().minusMillis(1)));
        assertThat(claimedSubjects()).containsExactly(both.getLast().subject());
        await(due.retryAt(both.getLast(), Instant.now().plusSeconds(60)));
        assertThat(claim(32)).isEmpty();
    }

    @Test
    void scheduling_again_moves_the_row_and_frees_it() {
        var subject = scheduleNow();
        claim(32);
        var earlier = Instant.now().minusSeconds(5);
        await(tx.run(tenant, () -> due.schedule(tenant, kind, subject, 3, earlier)));
        assertThat(claim(32)).singleElement().satisfies(item -> {
            assertThat(item.lane()).isEqualTo(3);
            assertThat(item.attempts()).isOne();
        });
    }

    @Test
    void lower_lanes_go_first_and_then_the_oldest() {
        var old = schedule(tenant, 1, Instant.now().minusSeconds(100));
        var urgent = schedule(tenant, 0, Instant.now().minusSeconds(1));
        var older = schedule(tenant, 1, Instant.now().minusSeconds(200));
        var each = Stream.of(1, 2, 3).map(i -> claim(1).getFirst().subject()).toList();
        assertThat(each).containsExactly(urgent, older, old);
    }

    @Test
    void when_more_is_due_than_a_batch_takes_only_the_batch_is_leased() {
        backlog(tenant, 40);
        assertThat(claim(32)).hasSize(32);
        assertThat(claim(32)).hasSize(8);
    }

    @Test
    void two_claimers_at_once_never_get_one_row() {
        backlog(tenant, 1_000);
        var claims =
                IntStream.range(0, 20).mapToObj(i -> due.claim(kind, 50, LEASE)).toList();
        var all = await(Uni.join().all(claims).andFailFast()).stream()
                .flatMap(List::stream)
                .map(DueWork.Item::subject)
                .toList();
        assertThat(new HashSet<>(all)).hasSameSizeAs(all).hasSizeGreaterThan(500);
    }

    @Test
    void a_tenant_with_one_row_does_not_wait_behind_five_thousand_of_another() {
        for (var i = 0; i < 5; i++) {
            var small = new TenantId(Ids.next());
            var large = new TenantId(Ids.next());
            backlog(large, 5_000);
            var subject = schedule(small, 0, Instant.now().minusSeconds(1));
            var claimed = claim(32);
            assertThat(claimed)
                    .hasSize(32)
                    .anySatisfy(item -> assertThat(item.subject()).isEqualTo(subject));
            Database.update("delete from due_work where kind = ?", kind);
        }
    }

    @Test
    void many_tenants_take_turns_and_a_lone_one_gets_the_whole_batch() {
        var tenants = Stream.generate(() -> new TenantId(Ids.next())).limit(12).toList();
        tenants.forEach(each -> backlog(each, 100));
        var served = new HashSet<TenantId>();
        for (var pass = 0; pass < 3; pass++) {
            claim(32).forEach(item -> served.add(item.tenant()));
        }
        assertThat(served).hasSize(12);
        Database.update(
                "delete from due_work where kind = ? and tenant_id <> ?",
                kind,
                tenants.getFirst().value());
        assertThat(claim(32)).hasSize(32);
    }
}
