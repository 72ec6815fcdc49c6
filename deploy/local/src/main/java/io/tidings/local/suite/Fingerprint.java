package io.tidings.local.suite;

import io.tidings.embedded.Launch;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/** What a process was started from, in one number: its command, its environment and the files of its jar's folder. */
final class Fingerprint {
    private final MessageDigest digest;

    private Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Of a start from {@code jar}; the libraries are in its folder, or in {@code lib} beside it. */
    static String of(Launch launch, Path jar) {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.add(launch.command().toString());
        fingerprint.add(launch.environment().toString());
        fingerprint.addJar(jar);
        return fingerprint.value();
    }

    /** Of the jar and its libraries alone. */
    static String of(Path jar) {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.addJar(jar);
        return fingerprint.value();
    }

    static String of(String text) {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.add(text);
        return fingerprint.value();
    }

    /** Of something that runs from this JVM's own class path: its libraries count by name, which has their version. */
    static String ofOwnClassPath(String text) {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.add(text);
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path jar = Path.of(entry).toAbsolutePath();
            fingerprint.add(jar.getFileName().toString());
            fingerprint.addNames(jar.resolveSibling("lib"));
        }
        return fingerprint.value();
    }

    private void addNames(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString()).sorted().forEach(this::add);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void addJar(Path jar) {
        addFile(jar);
        for (String name : new String[] {"app", "lib", "quarkus"}) {
            addFolder(jar.resolveSibling(name));
        }
    }

    private void add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private void addFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile).sorted().forEach(this::addFile);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void addFile(Path file) {
        try {
            if (Files.exists(file)) {
                add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String value() {
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }
}
