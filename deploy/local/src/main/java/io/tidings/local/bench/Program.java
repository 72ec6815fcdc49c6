package io.tidings.local.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of the machine that may or may not be installed. */
final class Program {
    private Program() {}

    /** The executable, from the PATH or one of these folders. */
    static Optional<Path> find(String name, List<Path> folders) {
        Stream<Path> path = Arrays.stream(
                        System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(File.pathSeparator))
                .map(Path::of);
        return Stream.concat(path, folders.stream())
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
