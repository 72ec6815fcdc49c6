package io.tidings.local.suite;

import io.tidings.embedded.ChildProcess;
import io.tidings.embedded.ProcessMark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which processes run, in one small file each: the process's mark, and a fingerprint of what was started. */
final class Registry {
    private final StateFolder state;

    Registry(StateFolder state) {
        this.state = state;
    }

    /** Its process, when it runs. */
    Optional<ChildProcess> find(Part part) {
        return lines(part)
                .flatMap(lines -> ProcessMark.parse(lines.getFirst()))
                .flatMap(mark -> ChildProcess.find(part.title(), state.log(part), mark));
    }

    /** What it was started from; empty when nothing is written. */
    Optional<String> fingerprint(Part part) {
        return lines(part).filter(lines -> lines.size() > 1).map(lines -> lines.get(1));
    }

    void add(Part part, ChildProcess process, String fingerprint) {
        try {
            Files.writeString(file(part), process.mark() + "\n" + fingerprint + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void remove(Part part) {
        try {
            Files.deleteIfExists(file(part));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Optional<List<String>> lines(Part part) {
        try {
            return Files.exists(file(part))
                    ? Optional.of(Files.readAllLines(file(part))).filter(lines -> !lines.isEmpty())
                    : Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Path file(Part part) {
        return state.run().resolve(part.title());
    }
}
