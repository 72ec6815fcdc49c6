package io.tidings.runtime.tenancy;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.hibernate.reactive.pool.ReactiveConnection;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Plain SQL in the transaction that is running ({@link TenantTx}, {@link QueueTx}), for the hot paths and for what is
 * not an aggregate. Parameters are {@code $1 …}; instants go in as {@link Row#at}, JSON as text with a cast
 * ({@code $1::text::jsonb}). Hibernate's pending changes are not flushed first.
 */
@ApplicationScoped
public class Sql {

    /** One statement of a {@link #pipeline}. */
    public record Statement(String sql, @Nullable Object... args) {}

    /** Rows of a query. */
    public Uni<List<Row>> all(String sql, @Nullable Object... args) {
        return connection()
                .chain(c ->
                        Uni.createFrom().completionStage(c.select(sql, args)).map(Sql::rows));
    }

    /** The only row of a query that must have one. */
    public Uni<Row> one(String sql, @Nullable Object... args) {
        return all(sql, args).map(List::getFirst);
    }

    /** Runs a statement and answers how many rows it changed. */
    public Uni<Integer> update(String sql, @Nullable Object... args) {
        return connection().chain(c -> Uni.createFrom().completionStage(c.update(sql, args)));
    }

    /** Runs one statement for many rows in one round trip. */
    public Uni<Void> batch(String sql, List<Object[]> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection()
                        .chain(c -> Uni.createFrom().completionStage(c.update(sql, rows)))
                        .replaceWithVoid();
    }

    /** Sends all statements before waiting for the first answer: one round trip. Fails with the first failure. */
    public Uni<List<List<Row>>> pipeline(List<Statement> statements) {
        return connection()
                .chain(c -> Uni.createFrom().completionStage(() -> {
                    var answers = new ArrayList<CompletableFuture<List<Row>>>(statements.size());
                    for (var s : statements) {
                        answers.add(
                                c.select(s.sql(), s.args()).thenApply(Sql::rows).toCompletableFuture());
                    }
                    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                            .handle((done, failure) -> answers.stream()
                                    .map(CompletableFuture::join)
                                    .toList());
                }));
    }

    private static Uni<ReactiveConnection> connection() {
        return Panache.getSession().map(session -> ((MutinySessionImpl) session).getReactiveConnection());
    }

    private static List<Row> rows(ReactiveConnection.Result result) {
        var rows = new ArrayList<Row>(result.size());
        while (result.hasNext()) {
            rows.add(new Row(result.next()));
        }
        return rows;
    }
}
