package io.tidings.runtime.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tidings.testkit.infra.Database;
import io.tidings.testkit.infra.Patience;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class TenantTxTest {
    private static final String ADD = "insert into notes (tenant_id, id, text) values ($1, $2, $3)";

    @Inject
    TenantTx tx;

    @Inject
    QueueTx queueTx;

    @Inject
    Sql sql;

    @Inject
    Nudges nudges;

    private final TenantId mine = new TenantId(UUID.randomUUID());
    private final TenantId theirs = new TenantId(UUID.randomUUID());

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Patience.LIMIT);
    }

    private Uni<Integer> add(TenantId tenant, String text) {
        return sql.update(ADD, tenant.value(), UUID.randomUUID(), text);
    }

    private Uni<List<String>> seen() {
        return sql.all("select text from notes order by text")
                .map(rows -> rows.stream().map(r -> r.string(0)).toList());
    }

    private static long rowsOf(TenantId tenant) {
        return Database.count("select count(*) from notes where tenant_id = ?", tenant.value());
    }

    @Test
    void a_long_statement_is_prepared_once() {
        var statement = "select text from notes where text not in ('" + "x".repeat(20_000) + "')";
        var kept = tx.run(
                mine,
                () -> sql.all(statement)
                        .chain(() -> sql.all(statement))
                        .chain(() -> sql.one(
                                "select count(*), sum(generic_plans + custom_plans)::bigint from pg_prepared_statements"
                                        + " where length(statement) > 20000")));
        var row = await(kept);
        assertThat(List.of(row.number(0), row.number(1))).containsExactly(1L, 2L);
    }

    @Test
    void work_that_succeeds_is_committed_and_work_that_fails_is_not() {
        await(tx.run(mine, () -> add(mine, "kept")));
        assertThatThrownBy(() -> await(tx.run(
                        mine,
                        () -> add(mine, "gone").invoke(() -> {
                            throw new IllegalArgumentException("changed my mind");
                        }))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(await(tx.run(mine, this::seen))).containsExactly("kept");
    }

    @Nested
    class Inside_a_transaction {
        @Test
        void one_of_the_same_tenant_joins_and_falls_with_it() {
            assertThatThrownBy(() -> await(tx.run(
                            mine,
                            () -> tx.run(mine, () -> add(mine, "inner"))
                                    .chain(() ->
                                            Uni.createFrom().failure(new IllegalArgumentException("outer fails"))))))
                    .hasMessage("outer fails");
            assertThat(rowsOf(mine)).isZero();
        }

        @Test
        void one_of_another_tenant_fails_and_leaves_nothing() {
            assertThatThrownBy(() -> await(tx.run(
                            mine, () -> add(mine, "x").chain(() -> tx.run(theirs, () -> add(theirs, "y"))))))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(rowsOf(mine) + rowsOf(theirs)).isZero();
        }
    }

    @Nested
    class Rows_of_another_tenant {
        @Test
        void are_not_found_changed_or_deleted() {
            await(tx.run(theirs, () -> add(theirs, "secret")));
            assertThat(await(tx.run(mine, TenantTxTest.this::seen))).isEmpty();
            assertThat(await(tx.run(mine, () -> sql.update("update notes set text = 'mine now'"))))
                    .isZero();
            assertThat(await(tx.run(mine, () -> sql.update("delete from notes"))))
                    .isZero();
            assertThat(rowsOf(theirs)).isOne();
        }

        @Test
        void cannot_be_made_nor_given_away() {
            assertThatThrownBy(() -> await(tx.run(mine, () -> add(theirs, "planted"))))
                    .hasMessageContaining("row-level security");
            await(tx.run(mine, () -> add(mine, "own")));
            assertThatThrownBy(() ->
                            await(tx.run(mine, () -> sql.update("update notes set tenant_id = $1", theirs.value()))))
                    .hasMessageContaining("row-level security");
            assertThat(rowsOf(theirs)).isZero();
        }
    }

    @Nested
    class Without_a_tenant {
        @Test
        void tables_look_empty_and_take_nothing() {
            await(tx.run(mine, () -> add(mine, "own")));
            assertThat(await(queueTx.run(TenantTxTest.this::seen))).isEmpty();
            assertThatThrownBy(() -> await(queueTx.run(() -> add(mine, "stray"))))
                    .hasMessageContaining("row-level security");
        }

        @Test
        void a_returned_connection_remembers_no_tenant() {
            // more transactions than the pool has connections, so that each connection is lent again
            var setting = "select coalesce(current_setting('app.tenant', true), '')";
            var before = IntStream.range(0, 60).mapToObj(i -> tx.run(mine, () -> add(mine, "n" + i)));
            await(Uni.join().all(before.toList()).andFailFast());
            var after = IntStream.range(0, 60)
                    .mapToObj(i -> queueTx.run(() -> sql.one(setting)).map(row -> row.string(0)));
            assertThat(await(Uni.join().all(after.toList()).andFailFast())).containsOnly("");
        }
    }

    @Test
    void many_tenants_at_once_see_their_own_rows_only() {
        var tenants = IntStream.range(0, 40)
                .mapToObj(i -> new TenantId(UUID.randomUUID()))
                .toList();
        var seen =
                tenants.stream().map(t -> tx.run(t, () -> add(t, t.toString()).chain(this::seen)));
        assertThat(await(Uni.join().all(seen.toList()).andFailFast()))
                .isEqualTo(tenants.stream().map(t -> List.of(t.toString())).toList());
    }

    @Nested
    class A_commit {
        @Test
        void calls_the_marked_loop_once_and_a_rollback_does_not() {
            var calls = new AtomicInteger();
            nudges.listen("note-taker", calls::incrementAndGet);
            Runnable mark = () -> nudges.mark("note-taker");
            assertThatThrownBy(() -> await(tx.run(
                            mine,
                            () -> add(mine, "gone").invoke(() -> {
                                mark.run();
                                throw new IllegalArgumentException("no");
                            }))))
                    .hasMessage("no");
            assertThat(calls).hasValue(0);
            await(tx.run(
                    mine,
                    () -> tx.run(mine, () -> add(mine, "kept").invoke(mark)).invoke(mark)));
            assertThat(calls).hasValue(1);
        }
    }

    @Nested
    class A_pipeline {
        @Test
        void answers_in_order() {
            var answers = await(tx.run(
                    mine,
                    () -> sql.pipeline(List.of(
                            new Sql.Statement(ADD, mine.value(), UUID.randomUUID(), "a"),
                            new Sql.Statement("select text from notes where tenant_id = $1", mine.value()),
                            new Sql.Statement("select 7")))));
            assertThat(answers.get(1))
                    .singleElement()
                    .satisfies(row -> assertThat(row.string(0)).isEqualTo("a"));
            assertThat(answers.get(2).getFirst().integer(0)).isEqualTo(7);
        }

        @Test
        void fails_with_its_first_failure_as_a_single_statement_would() {
            var id = UUID.randomUUID();
            var twice = List.of(
                    new Sql.Statement(ADD, mine.value(), id, "a"),
                    new Sql.Statement(ADD, mine.value(), id, "b"),
                    new Sql.Statement("select text from notes"));
            assertThatThrownBy(() -> await(tx.run(mine, () -> sql.pipeline(twice))))
                    .isInstanceOf(org.hibernate.exception.ConstraintViolationException.class);
            assertThat(rowsOf(mine)).isZero();
        }
    }
}
