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
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

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

    private void untilDoneAtSecondAttempt(UUID subject) {
        await().untilAsserted(() -> {
            assertThat(worker.attemptsOf(subject)).isEqualTo(2);
            assertThat(Database.count("select count(*) from due_work where subject = ?", subject))
                    .isZero();
        });
    }

    @Test
    void work_that_fails_is_tried_again_until_it_is_done() {
        var subject = UUID.randomUUID();
        schedule(subject);
        untilDoneAtSecondAttempt(subject);
    }

    @Test
    void work_that_never_ends_does_not_stop_what_comes_after() {
        schedule(TestWorker.ENDLESS);
        var next = UUID.randomUUID();
        schedule(next);
        untilDoneAtSecondAttempt(next);
        untilDoneAtSecondAttempt(TestWorker.ENDLESS);
    }
}
