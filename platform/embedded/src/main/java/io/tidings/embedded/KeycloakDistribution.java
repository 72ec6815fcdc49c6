package io.tidings.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Keycloak's programs, unpacked and built ({@code kc.sh build}) once for each version, set of build options and realm file,
 * into the cache in the user's home. Building takes some 20 seconds and saves them at every later start.
 */
public final class KeycloakDistribution {
    /** The newest that Maven Central has whole. */
    public static final String VERSION = "26.7.3";

    /** Maven coordinates of the archive: 170 MB, so it is fetched when it is first needed and not by every build. */
    public static final String ARTIFACT = "org.keycloak:keycloak-quarkus-dist:" + VERSION + ":zip";

    /** PostgreSQL's driver, the health address on the port of the login pages, nothing that nobody uses. */
    private static final List<String> BUILD_OPTIONS = List.of(
            "--db=postgres",
            "--health-enabled=true",
            "--http-management-health-enabled=false",
            "--features-disabled=kerberos,ciba");

    private static final Duration BUILD_LIMIT = Duration.ofMinutes(5);

    private final Path realm;
    private final Path home;

    private KeycloakDistribution(Path realm, Path home) {
        this.realm = realm;
        this.home = home;
    }

    /** @param realm JSON file of the realm that is imported at a start on an empty database */
    public static KeycloakDistribution of(Path realm) {
        return new KeycloakDistribution(realm, Cache.folder().resolve("keycloak-" + VERSION + "-" + hash(realm)));
    }

    /** True when {@link #home()} can be used at once. */
    public boolean isBuilt() {
        return Files.exists(stamp());
    }

    /** The built folder. */
    public Path home() {
        return home;
    }

    /** Name of the archive as Maven copies it. */
    public static String archive() {
        return "keycloak-quarkus-dist-" + VERSION + ".zip";
    }

    /**
     * Unpacks and builds. When several processes come at the same time, the first does it and the others wait.
     *
     * @param zip the archive of {@link #ARTIFACT}
     * @param log what the build says, appended
     * @throws NotReady when the build fails, with the end of its log
     */
    public void build(Path zip, Path log) {
        try {
            Files.createDirectories(home.getParent());
            Path lock = home.resolveSibling(home.getFileName() + ".lock");
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                if (held.isValid() && !isBuilt()) {
                    FileTree.delete(home);
                    unpack(zip);
                    Path imports = Files.createDirectories(home.resolve("data/import"));
                    Files.copy(realm, imports.resolve("realm.json"), StandardCopyOption.REPLACE_EXISTING);
                    compile(log);
                    Files.createFile(stamp());
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("Could not set up Keycloak in " + home, failed);
        }
    }

    private void compile(Path log) {
        List<String> command =
                new ArrayList<>(List.of("sh", home.resolve("bin/kc.sh").toString(), "build"));
        command.addAll(BUILD_OPTIONS);
        ChildProcess build = ChildProcess.start(new Launch(
                "login",
                command,
                Map.of("JAVA_HOME", System.getProperty("java.home")),
                home,
                log,
                Launch.Lifetime.ENDS_WITH_STARTER));
        if (!build.awaitEnd(BUILD_LIMIT)) {
            build.kill();
        }
        // The process is known by its id only; what it has made tells whether it went well.
        if (!Files.exists(home.resolve("lib/quarkus/generated-bytecode.jar"))) {
            throw new NotReady("login", "Keycloak's build failed", log);
        }
    }

    private void unpack(Path zip) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                // The first segment is the folder of the version, which the cache names itself.
                String name = entry.getName().substring(entry.getName().indexOf('/') + 1);
                Path target = home.resolve(name).normalize();
                if (!target.startsWith(home)) {
                    throw new IOException("entry outside of the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(in, target);
                }
            }
        }
    }

    private Path stamp() {
        return home.resolve("built-by-tidings");
    }

    private static String hash(Path realm) {
        try (InputStream in = Files.newInputStream(realm)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(BUILD_OPTIONS.toString().getBytes(StandardCharsets.UTF_8));
            digest.update(in.readAllBytes());
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot read the realm file " + realm, failed);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
