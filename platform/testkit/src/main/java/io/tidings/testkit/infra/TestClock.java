package io.tidings.testkit.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** Moves the business clock of the service under test, from its very next reading on. */
public final class TestClock {
    static final String FILE = "tidings.test.clock";

    private TestClock() {}

    /** Sets the clock ahead of the real one by {@code offset}. */
    public static void ahead(Duration offset) {
        try {
            var file = Path.of(System.getProperty(FILE));
            var written = Files.writeString(file.resolveSibling("clock.new"), offset.toString());
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Back to the real time. */
    public static void reset() {
        ahead(Duration.ZERO);
    }
}
