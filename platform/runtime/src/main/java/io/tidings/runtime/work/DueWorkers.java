package io.tidings.runtime.work;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.Nudges;
import io.tidings.runtime.tenancy.OnContext;
import io.tidings.runtime.tenancy.TenantId;
import org.jboss.logging.Logger;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** One loop per {@link DueWorker}: claims what is due, works it side by side, gives back what failed. */
@Singleton
class DueWorkers {
    private static final Logger LOG = Logger.getLogger(DueWorkers.class);
    private static final Duration REST = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final PgDueWork due;
    private final Clock clock;
    private final List<Loop> loops;

    DueWorkers(@All List<DueWorker> workers, PgDueWork due, Clock clock, Nudges nudges) {
        this.due = due;
        this.clock = clock;
        this.loops = workers.stream().map(worker -> loop(worker, nudges)).toList();
    }

    private Loop loop(DueWorker worker, Nudges nudges) {
        var loop = new Loop(worker.kind(), () -> pass(worker));
        nudges.listen(worker.kind(), loop::nudge);
        return loop;
    }

    void start(@Observes StartupEvent start) {
        loops.forEach(Loop::start);
    }

    void stop(@Observes ShutdownEvent end) {
        loops.forEach(Loop::stop);
    }

    private Uni<Duration> pass(DueWorker worker) {
        return due.claim(worker.kind(), worker.batch(), worker.lease())
                .chain(items -> sideBySide(parts(worker, items))
                        .replaceWith(items.size() < worker.batch() ? REST : Duration.ZERO));
    }

    private List<Uni<Void>> parts(DueWorker worker, List<DueWork.Item> items) {
        return worker instanceof BatchWorker batches
                ? items.stream().collect(Collectors.groupingBy(DueWork.Item::tenant)).entrySet().stream()
                        .map(part -> together(batches, part.getKey(), part.getValue()))
                        .toList()
                : each(worker, items);
    }

    private List<Uni<Void>> each(DueWorker worker, List<DueWork.Item> items) {
        return items.stream().map(item -> one(worker, item)).toList();
    }

    private static Uni<Void> sideBySide(List<Uni<Void>> parts) {
        return parts.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(parts).andCollectFailures().replaceWithVoid();
    }

    private Uni<Void> together(BatchWorker worker, TenantId tenant, List<DueWork.Item> items) {
        if (items.size() == 1) {
            return one(worker, items.getFirst());
        }
        return within(worker, () -> worker.work(tenant, items)).onFailure().recoverWithUni(failure -> {
            LOG.debugf(failure, "%d rows of %s failed together and are worked one by one", items.size(), worker.kind());
            return sideBySide(each(worker, items));
        });
    }

    private Uni<Void> one(DueWorker worker, DueWork.Item item) {
        return within(worker, () -> worker.work(item)).onFailure().recoverWithUni(failure -> {
            LOG.warnf(failure, "Work %s failed at attempt %d", worker.kind(), item.attempts());
            return due.retryAt(item, clock.instant().plus(pause(item.attempts())))
                    .onFailure()
                    .recoverWithNull(); // then the lease ends by itself
        });
    }

    /** Work that never ends would keep its loop from every later claim; after the lease it is another's anyway. */
    private static Uni<Void> within(DueWorker worker, Supplier<Uni<Void>> work) {
        return OnContext.fresh(work).ifNoItem().after(worker.lease()).fail();
    }

    /** 1 s, 2 s, 4 s … 5 min. */
    static Duration pause(int attempts) {
        var seconds = 1L << Math.clamp(attempts - 1, 0, 16);
        return Duration.ofSeconds(Math.min(seconds, LONGEST_PAUSE.toSeconds()));
    }
}
