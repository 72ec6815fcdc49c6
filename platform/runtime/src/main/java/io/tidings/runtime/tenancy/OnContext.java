package io.tidings.runtime.tenancy;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

import java.util.function.Supplier;

/**
 * Reactive sessions live on a Vert.x context of their own. Work that comes from elsewhere (a test, a worker's loop, a
 * Kafka callback) is moved to a fresh one; work that already has one stays where it is.
 */
public final class OnContext {
    private OnContext() {}

    /** Runs {@code work} where it is when that is a context of its own, else on a fresh one. */
    public static <T> Uni<T> run(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> VertxContext.isOnDuplicatedContext() ? work.get() : fresh(work));
    }

    /** Runs {@code work} on a fresh context, so that it shares neither session nor transaction with the caller. */
    public static <T> Uni<T> fresh(Supplier<Uni<T>> work) {
        return Uni.createFrom().emitter(emitter -> {
            Vertx vertx = Arc.container().instance(Vertx.class).get();
            Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
            VertxContextSafetyToggle.setContextSafe(context, true);
            context.runOnContext(
                    nothing -> Uni.createFrom().deferred(work::get).subscribe().with(emitter::complete, emitter::fail));
        });
    }
}
