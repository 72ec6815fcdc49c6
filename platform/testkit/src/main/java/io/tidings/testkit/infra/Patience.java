package io.tidings.testkit.infra;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

import java.time.Duration;

/**
 * How long a test waits for what happens in the background. Long, because it is spent only by a test that fails: a slow
 * machine shall not fail it.
 */
public final class Patience {
    /** The most that a test waits for one thing. */
    public static final Duration LIMIT = Duration.ofSeconds(45);

    private Patience() {}

    /** A condition that is looked at again and again until it holds or {@link #LIMIT} is over. */
    public static ConditionFactory await() {
        return Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(50));
    }
}
