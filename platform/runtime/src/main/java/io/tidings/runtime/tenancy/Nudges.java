package io.tidings.runtime.tenancy;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Tells the loops of this process that a transaction has committed rows for them, so that they need not wait for their
 * next look. A nudge may be superfluous and, from other processes, missing: the loops look by themselves too.
 */
@ApplicationScoped
public class Nudges {
    private static final String MARKS = "tidings.nudges";

    private final Map<String, Runnable> loops = new ConcurrentHashMap<>();

    /** Calls {@code loop}, which must return at once, after each commit of a transaction that marked {@code name}. */
    public void listen(String name, Runnable loop) {
        loops.put(name, loop);
    }

    /** Notes in the running transaction that it leaves work for {@code name}. */
    public void mark(String name) {
        Set<String> marks = Vertx.currentContext().getLocal(MARKS);
        if (marks != null) {
            marks.add(name);
        }
    }

    /** Runs the outermost transaction and calls the marked loops once it has committed. */
    <T> Uni<T> around(Supplier<Uni<T>> transaction) {
        var context = Vertx.currentContext();
        if (context.getLocal(MARKS) != null) {
            return transaction.get();
        }
        Set<String> marks = HashSet.newHashSet(4);
        context.putLocal(MARKS, marks);
        return transaction.get().onTermination().invoke((item, failure, cancelled) -> {
            context.removeLocal(MARKS);
            if (failure == null && !cancelled) {
                marks.forEach(name -> loops.getOrDefault(name, () -> {}).run());
            }
        });
    }
}
