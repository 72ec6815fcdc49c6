package io.tidings.runtime.work;

import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Patience;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class DueWorkersTest {
    /** Fails on its first attempt at each subject, never ends when told so. */
    @ApplicationScoped
    static class TestWorker implements DueWorker {
        static final UUID ENDLESS = new UUID(0, 1);

        private final TenantTx tx;
        private final DueWork due;
        private final ConcurrentHashMap<UUID, Integer> attempts = new ConcurrentHashMap<>();

        TestWorker(TenantTx tx, DueWork due) {
            this.tx = tx;
            this.due = due;
        }

        @Override
        public String kind() {
            return "test-work";
        }

        @Override
        public Uni<Void> work(DueWork.Item item) {
            var attempt = attempts.merge(item.subject(), 1, Integer::sum);
            if (attempt == 1) {
                return item.subject().equals(ENDLESS)
                        ? Uni.createFrom().nothing()
                        : Uni.createFrom().failure(new IllegalStateException("the first attempt fails"));
            }
            return tx.run(item.tenant(), () -> due.remove(item.tenant(), item.kind(), item.subject()));
        }

        @Override
        public Duration lease() {
            return Duration.ofSeconds(2);
        }

        int attemptsOf(UUID subject) {
            return attempts.getOrDefault(subject, 0);
        }
    }

    /** Cannot do a batch that holds the poison; does everything alone. */
    @Singleton
    static class TestBatchWorker implements BatchWorker {
        private final TenantTx tx;
        private final DueWork due;
        private final List<Integer> batches = new CopyOnWriteArrayList<>();
        private volatile UUID poison = new UUID(0, 2);

        TestBatchWorker(TenantTx tx, DueWork due) {
            this.tx = tx;
            this.due = due;
        }

        @Override
        public String kind() {
            return "test-batch";
        }

        @Override
        public Uni<Void> work(TenantId tenant, List<DueWork.Item> items) {
            batches.add(items.size());
            var subjects = items.stream().map(DueWork.Item::subject).toList();
            return subjects.size() > 1 && subjects.contains(poison)
                    ? Uni.createFrom().failure(new IllegalStateException("not together with this one"))
                    : tx.run(tenant, () -> due.remove(tenant, kind(), subjects));
        }
    }

    @Inject
    TestBatchWorker batchWorker;

    @Inject
    TestWorker worker;

    @Inject
    TenantTx tx;

    @Inject
    DueWork due;

    private final TenantId tenant = new TenantId(UUID.randomUUID());

    private void schedule(UUID subject) {
        tx.run(tenant, () -> due.schedule(tenant, "test-work", subject, Instant.now()))
                .await()
                .atMost(Patience.LIMIT);
    }

    private void untilDoneAtALaterAttempt(UUID subject) {
        await().untilAsserted(() -> {
            assertThat(worker.attemptsOf(subject)).isGreaterThanOrEqualTo(2); // a slow second may lose its lease
            assertThat(Database.count("select count(*) from due_work where subject = ?", subject))
                    .isZero();
        });
    }

    @Test
    void work_that_fails_is_tried_again_until_it_is_done() {
        var subject = UUID.randomUUID();
        schedule(subject);
        untilDoneAtALaterAttempt(subject);
    }

    @Test
    void work_that_never_ends_does_not_stop_what_comes_after() {
        schedule(TestWorker.ENDLESS);
        var next = UUID.randomUUID();
        schedule(next);
        untilDoneAtALaterAttempt(next);
        untilDoneAtALaterAttempt(TestWorker.ENDLESS);
    }

    private void scheduleTogether(List<UUID> subjects) {
        var now = Instant.now();
        var dueAt = subjects.stream().collect(Collectors.toMap(subject -> subject, subject -> now));
        tx.run(tenant, () -> due.schedule(tenant, "test-batch", 0, dueAt))
                .await()
                .atMost(Patience.LIMIT);
    }

    private void untilNothingIsDue() {
        await().untilAsserted(() -> assertThat(
                        Database.count("select count(*) from due_work where tenant_id = ?", tenant.value()))
                .isZero());
    }

    private static List<UUID> subjects(int number) {
        return Stream.generate(UUID::randomUUID).limit(number).toList();
    }

    @Test
    void rows_of_one_tenant_are_worked_together() {
        batchWorker.batches.clear();
        scheduleTogether(subjects(20));
        untilNothingIsDue();
        assertThat(batchWorker.batches).containsExactly(20);
    }

    @Test
    void a_batch_that_fails_is_worked_one_by_one() {
        var subjects = subjects(5);
        batchWorker.poison = subjects.get(2);
        batchWorker.batches.clear();
        scheduleTogether(subjects);
        untilNothingIsDue();
        assertThat(batchWorker.batches).containsExactlyInAnyOrder(5, 1, 1, 1, 1, 1);
    }
}
