package io.tidings.local.build;

import io.tidings.local.suite.Part;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Builds what is out of date, in one Maven call. A module is up to date when what it is made from is what it was at its
 * last build here (by content, so a fresh checkout or a switch of branches and back costs nothing) and its jar is there.
 */
public final class Build {
    private static final Pattern MODULE =
            Pattern.compile("\\[INFO\\] Building (?:Tidings :: )?(.+?) [0-9][^ ]*\\s+\\[(\\d+)/(\\d+)\\]");

    private final Path root;
    private final Path stamps;
    private final Sources sources;

    /** @param state the suite's state folder; what was built is noted in its {@code build} folder */
    public Build(Path root, Path state) {
        this.root = root;
        this.stamps = state.resolve("build");
        this.sources = new Sources(root);
    }

    /** The parts whose jars are missing or older than their sources. */
    public List<Part> outOfDate() {
        return Part.built().stream().filter(this::isOutOfDate).toList();
    }

    /**
     * Builds them and what they need; tests and checks are left out.
     *
     * @param log gets all that Maven says
     * @param module told of each module as it begins: {@code Commerce 5/8}
     * @throws BuildFailed with Maven's errors
     */
    public void run(List<Part> parts, Path log, Consumer<String> module) {
        // Taken first: what is edited while Maven runs is built again the next time.
        Map<Part, String> fingerprints = new HashMap<>();
        parts.forEach(part -> fingerprints.put(part, sources.fingerprint(part.module())));
        List<String> errors = new ArrayList<>();
        int exit = maven(command(parts), log, module, errors);
        if (exit != 0) {
            throw new BuildFailed(log, errors);
        }
        fingerprints.forEach(this::stamp);
    }

    /**
     * Fetches one artifact that no module depends on, because few need it, through Maven and its checksums.
     *
     * @param artifact {@code group:artifact:version:type}
     * @param folder gets the file
     * @throws BuildFailed with Maven's errors
     */
    public void fetch(String artifact, Path folder, Path log) {
        List<String> errors = new ArrayList<>();
        int exit = maven(
                List.of("-B", "-N", "dependency:copy", "-Dartifact=" + artifact, "-DoutputDirectory=" + folder),
                log,
                module -> {},
                errors);
        if (exit != 0) {
            throw new BuildFailed(log, errors);
        }
    }

    private boolean isOutOfDate(Part part) {
        Path stamp = stamps.resolve(part.title());
        try {
            return !Files.exists(root.resolve(part.module()).resolve(part.jar()))
                    || !Files.exists(stamp)
                    || !Files.readString(stamp).strip().equals(sources.fingerprint(part.module()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void stamp(Part part, String fingerprint) {
        try {
            Files.createDirectories(stamps);
            Files.writeString(stamps.resolve(part.title()), fingerprint + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<String> command(List<Part> parts) {
        return List.of(
                "-B",
                "-T2",
                "-Dfast",
                "-Dmaven.test.skip=true",
                "-Dquarkus.package.jar.type=aot-jar",
                "-pl",
                parts.stream().map(Part::module).collect(Collectors.joining(",")),
                "-am",
                "package");
    }

    private int maven(List<String> arguments, Path log, Consumer<String> module, List<String> errors) {
        List<String> command = new ArrayList<>(List.of(root.resolve("mvnw").toString()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
            Files.createDirectories(log.resolveSibling(".").normalize());
            Process process = builder.start();
            try (BufferedReader lines = new BufferedReader(
                            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                    Writer out = Files.newBufferedWriter(log)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    out.write(line + "\n");
                    read(line, module, errors);
                }
            }
            return process.waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException("Could not run ./mvnw: " + failed.getMessage(), failed);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Maven ran");
        }
    }

    private static void read(String line, Consumer<String> module, List<String> errors) {
        Matcher begins = MODULE.matcher(line);
        if (begins.find()) {
            module.accept(begins.group(1) + " " + begins.group(2) + "/" + begins.group(3));
        } else if (line.startsWith("[ERROR]")) {
            errors.add(line);
        }
    }
}
