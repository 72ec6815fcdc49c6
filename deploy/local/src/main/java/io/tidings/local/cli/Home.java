package io.tidings.local.cli;

import io.tidings.local.suite.SuiteSettings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Where we are: the repository ({@code -Dtidings.root}, set by {@code ./tidings}) and the state folder. */
final class Home {
    private Home() {}

    static Path root() {
        return Path.of(System.getProperty("tidings.root", "")).toAbsolutePath().normalize();
    }

    static Path state() {
        return Optional.ofNullable(System.getenv("TIDINGS_STATE"))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .orElse(root().resolve(".tidings"));
    }

    static SuiteSettings settings() {
        return SuiteSettings.ofLauncher(root(), state(), System.getenv());
    }

    /**
     * Keeps two commands from starting and stopping the same processes; held until this JVM ends.
     *
     * @throws IllegalStateException when another one is at work
     */
    static void takeLock() {
        try {
            Files.createDirectories(state());
            FileChannel channel =
                    FileChannel.open(state().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw new IllegalStateException("Another ./tidings is starting or stopping this suite: wait for it");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
