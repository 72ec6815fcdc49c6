package io.tidings.embedded;

import java.nio.file.Path;
import java.util.Optional;

/** Where unpacked programs are kept: {@code $XDG_CACHE_HOME/tidings}, {@code ~/.cache/tidings}. */
final class Cache {
    private Cache() {}

    static Path folder() {
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("tidings");
    }
}
