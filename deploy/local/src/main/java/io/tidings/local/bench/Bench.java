package io.tidings.local.bench;

import io.tidings.local.suite.Suite;

import java.io.PrintStream;
import java.util.List;

/** A measurement of the running suite; {@code ./tidings bench NAME} runs it, without a name all of them. */
public interface Bench {
    /** What {@code ./tidings bench} knows. A new measurement is one more line here. */
    static List<Bench> all() {
        return List.of(
                new GatewayBench(),
                new OrdersBench(),
                new NotifyBench(),
                new OtpBench(),
                new DispatchBench(),
                new DirectoryBench());
    }

    /** What one types: {@code orders}. */
    String name();

    /** Whether the suite has to be up. */
    default boolean needsSuite() {
        return true;
    }

    /** One line for the help: what is asked of the suite, and what is measured. */
    String summary();

    /**
     * Measures and prints its figures.
     *
     * @return false when a figure could not be taken, or a request was answered wrongly
     */
    boolean run(Suite suite, PrintStream out) throws Exception;
}
