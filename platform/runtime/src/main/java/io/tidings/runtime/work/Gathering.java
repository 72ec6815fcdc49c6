package io.tidings.runtime.work;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.tidings.runtime.tenancy.OnContext;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/**
 * Lets work of the same key that comes while some is being done be done together afterwards, as databases commit in
 * groups. Work that comes alone is done at once; under a stream of it groups begin at a pace ({@link Pacing}), so that the
 * more comes, the less each piece costs.
 *
 * @param <K> what is done together, such as a tenant
 * @param <T> one piece of work
 */
public final class Gathering<K, T> {
    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("gathering").factory());

    private record Waiting<T>(T work, UniEmitter<? super Void> done) {}

    /** Beyond what any statement may take: whoever waits for longer waits for something that never ends. */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final int most;
    private final Pacing pacing;
    private final Duration limit;
    private final BiFunction<K, List<T>, Uni<Void>> together;
    private final Map<K, List<Waiting<T>>> waiting = new HashMap<>(); // a key is there while others have to wait

    /**
     * @param most pieces done at once
     * @param together does them, on a context of its own; a failure is everybody's, as is taking more than a minute
     */
    public Gathering(int most, BiFunction<K, List<T>, Uni<Void>> together) {
        this(most, Pacing.QUICK, LIMIT, together);
    }

    /**
     * For work that nobody waits for.
     *
     * @param gap between the beginnings of two groups of one key, at least, unless one is full
     */
    public Gathering(int most, Duration gap, BiFunction<K, List<T>, Uni<Void>> together) {
        this(most, new Pacing(gap), LIMIT, together);
    }

    Gathering(int most, Pacing pacing, Duration limit, BiFunction<K, List<T>, Uni<Void>> together) {
        this.most = most;
        this.pacing = pacing;
        this.limit = limit;
        this.together = together;
    }

    /** Completes when {@code work} is done, fails when the group it was done in has failed. */
    public Uni<Void> add(K key, T work) {
        return Uni.createFrom().emitter(emitter -> {
            var mine = new Waiting<T>(work, emitter);
            synchronized (waiting) {
                var others = waiting.get(key);
                if (others != null) {
                    others.add(mine);
                    return;
                }
                waiting.put(key, new ArrayList<>());
            }
            run(key, List.of(mine));
        });
    }

    private void run(K key, List<Waiting<T>> group) {
        var full = group.size() == most; // there is more than one group takes: no time to lose
        var start = System.nanoTime();
        OnContext.fresh(() ->
                        together.apply(key, group.stream().map(Waiting::work).toList()))
                .ifNoItem()
                .after(limit)
                .fail()
                .onTermination()
                .invoke(() -> {
                    var took = System.nanoTime() - start;
                    TIMER.schedule(() -> next(key), full ? 0 : pacing.gapAfter(took) - took, TimeUnit.NANOSECONDS);
                })
                .subscribe()
                .with(
                        done -> group.forEach(each -> each.done().complete(null)),
                        failure -> group.forEach(each -> each.done().fail(failure)));
    }

    private void next(K key) {
        List<Waiting<T>> group;
        synchronized (waiting) {
            var all = waiting.get(key);
            if (all == null || all.isEmpty()) {
                waiting.remove(key);
                return;
            }
            group = List.copyOf(all.subList(0, Math.min(most, all.size())));
            all.subList(0, group.size()).clear();
        }
        run(key, group);
    }
}
