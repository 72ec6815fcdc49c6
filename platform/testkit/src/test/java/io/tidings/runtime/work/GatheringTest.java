package io.tidings.runtime.work;

import static io.tidings.testkit.infra.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.tidings.testkit.infra.TidingsInfra;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class GatheringTest {
    private final List<String> groups = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> gate = new CompletableFuture<>();
    private final Gathering<String, Integer> gathering = new Gathering<>(3, this::together);

    private Uni<Void> together(String key, List<Integer> works) {
        groups.add(key + works);
        return works.contains(0) ? Uni.createFrom().completionStage(gate) : outcome(works);
    }

    private static Uni<Void> outcome(List<Integer> works) {
        return works.contains(13)
                ? Uni.createFrom().failure(new IllegalStateException("unlucky"))
                : Uni.createFrom().voidItem();
    }

    private UniAssertSubscriber<Void> add(String key, int work) {
        return gathering.add(key, work).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    @Test
    void what_comes_while_one_is_done_is_done_together_in_its_order_and_not_more_at_once_than_allowed() {
        var first = add("a", 0);
        await().until(() -> groups.contains("a[0]"));
        var others = IntStream.rangeClosed(1, 5).mapToObj(i -> add("a", i)).toList();
        first.assertNotTerminated();

        gate.complete(null);

        others.forEach(other -> other.awaitItem());
        first.awaitItem();
        assertThat(groups).containsExactly("a[0]", "a[1, 2, 3]", "a[4, 5]");
    }

    @Test
    void keys_do_not_wait_for_each_other() {
        var first = add("a", 0);
        add("b", 1).awaitItem();
        first.assertNotTerminated();
        gate.complete(null);
    }

    @Test
    void a_failure_is_everybodys_of_the_group_and_nobody_elses() {
        add("a", 0);
        await().until(() -> groups.contains("a[0]"));
        var group = List.of(add("a", 1), add("a", 13), add("a", 2));
        var next = add("a", 3);

        gate.complete(null);

        group.forEach(each -> each.awaitFailure().assertFailedWith(IllegalStateException.class));
        next.awaitItem();
    }

    @Test
    void a_group_that_never_ends_fails_and_keeps_nobody_from_going_on() {
        var impatient = new Gathering<String, Integer>(3, Pacing.QUICK, Duration.ofMillis(50), this::together);

        var endless = impatient.add("a", 0).subscribe().withSubscriber(UniAssertSubscriber.create());
        var next = impatient.add("a", 1).subscribe().withSubscriber(UniAssertSubscriber.create());

        endless.awaitFailure().assertFailedWith(TimeoutException.class);
        next.awaitItem();
    }
}
