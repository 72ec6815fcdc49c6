package io.tidings.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** The data folder before the server starts on it. */
final class PostgresCluster {
    private final PostgresBinaries binaries;
    private final PostgresSettings settings;

    PostgresCluster(PostgresBinaries binaries, PostgresSettings settings) {
        this.binaries = binaries;
        this.settings = settings;
    }

    /** Runs initdb, unless it has run. */
    void initialise() {
        if (Files.exists(settings.data().resolve("PG_VERSION"))) {
            return;
        }
        // Made aside and moved: a start that was interrupted leaves no half of a cluster behind.
        Path making = settings.data().resolveSibling(settings.data().getFileName() + ".making");
        try {
            FileTree.delete(making);
            Files.createDirectories(making);
            Files.setPosixFilePermissions(making, PosixFilePermissions.fromString("rwx------"));
            Path password = Files.createTempFile("tidings-", ".pw");
            try {
                Files.writeString(password, settings.superuserPassword() + "\n");
                initdb(making, password);
            } finally {
                Files.delete(password);
            }
            Files.move(making, settings.data(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException("Could not make the PostgreSQL cluster in " + settings.data(), failed);
        }
    }

    /**
     * After a reboot the lock file names a process id that belongs to somebody else by now, and PostgreSQL would take
     * that for a running server.
     */
    void removeStaleLock() {
        Path lock = settings.data().resolve("postmaster.pid");
        try {
            if (!Files.exists(lock)) {
                return;
            }
            long pid = Long.parseLong(Files.readAllLines(lock).getFirst().strip());
            boolean runs = ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .flatMap(process -> process.info().command())
                    .filter(command -> command.endsWith("postgres"))
                    .isPresent();
            if (!runs) {
                Files.delete(lock);
            }
        } catch (IOException | RuntimeException _) {
            // PostgreSQL itself will say what is wrong with the file.
        }
    }

    private void initdb(Path folder, Path password) throws IOException {
        // The collation is PostgreSQL's own: that of the machine changes with its C library, and breaks indexes.
        List<String> initdb = new ArrayList<>(List.of(
                binaries.initdb(),
                "-D",
                folder.toAbsolutePath().toString(),
                "--username=postgres",
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
        if (!settings.durable()) {
            initdb.add("--no-sync");
        }
        List<String> command = Unprivileged.command(initdb, folder);
        Unprivileged.give(password);
        Path log = settings.log().toAbsolutePath();
        Files.createDirectories(log.resolveSibling(".").normalize());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new NotReady("postgres", "initdb failed", log);
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while initdb ran");
        }
    }
}
