package io.tidings.local.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** What a module is made from: its own {@code pom.xml} and {@code src/main}, those of the platform below it, and the root pom. */
final class Sources {
    private static final List<String> PLATFORM = List.of("platform/contracts", "platform/runtime");

    private final Path root;

    Sources(Path root) {
        this.root = root;
    }

    /** A number that changes when a file of the module or of the platform is changed, added, renamed or deleted. */
    String fingerprint(String module) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(digest, root.resolve("pom.xml"));
            for (String each : PLATFORM) {
                addModule(digest, root.resolve(each));
            }
            addModule(digest, root.resolve(module));
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void addModule(MessageDigest digest, Path module) {
        add(digest, module.resolve("pom.xml"));
        Path main = module.resolve("src/main");
        if (!Files.isDirectory(main)) {
            return;
        }
        try (Stream<Path> files = Files.walk(main)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/node_modules/"))
                    .sorted()
                    .forEach(file -> add(digest, file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void add(MessageDigest digest, Path file) {
        try {
            if (Files.exists(file)) {
                digest.update(root.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(Files.readAllBytes(file));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
