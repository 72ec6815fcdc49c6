package io.tidings.local.suite;

import io.tidings.embedded.FileTree;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/** The folders below {@code .tidings/}. Only its owner may look inside: it holds keys and customers' data. */
final class StateFolder {
    private final Path root;

    private StateFolder(Path root) {
        this.root = root;
    }

    static StateFolder open(Path root) {
        try {
            Files.createDirectories(root);
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
            StateFolder folder = new StateFolder(root);
            for (Path path : new Path[] {folder.run(), folder.logs(), folder.data(), folder.startup()}) {
                Files.createDirectories(path);
            }
            return folder;
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot use the folder " + root, failed);
        }
    }

    Path secrets() {
        return root.resolve("secrets");
    }

    Path run() {
        return root.resolve("run");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path data() {
        return root.resolve("data");
    }

    /** Class archives that make the next start quicker; may be deleted at any time. */
    Path startup() {
        return root.resolve("startup");
    }

    Path clock() {
        return root.resolve("clock");
    }

    Path ports() {
        return root.resolve("ports.properties");
    }

    Path log(Part part) {
        return logs().resolve(part.title() + ".log");
    }

    /** Puts the log of the last run aside, so that the end of a log is always of this run. */
    void rotateLog(Part part) {
        try {
            Path log = log(part);
            if (Files.exists(log)) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Deletes the class archives of earlier builds of {@code part}. */
    void keepOnlyArchive(Part part, Path archive) {
        try (Stream<Path> files = Files.list(startup())) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().startsWith(part.title() + "-") && !file.equals(archive)) {
                    Files.delete(file);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Deletes all of it but what was built. */
    void forget() {
        try {
            for (Path path : new Path[] {secrets(), run(), logs(), data(), startup(), clock(), ports()}) {
                FileTree.delete(path);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("Could not delete all of " + root, failed);
        }
    }
}
