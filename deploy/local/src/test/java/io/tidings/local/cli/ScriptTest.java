package io.tidings.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;

/** {@code ./tidings} itself, with JDKs that only tell a version and a Maven that only tells what it was asked. */
class ScriptTest {
    @TempDir
    Path folder;

    Path script;

    @BeforeEach
    void repository() throws IOException {
        script = folder.resolve("repo/tidings");
        Files.createDirectories(script.getParent());
        Files.copy(Path.of("../../tidings"), script);
        executable(script);
        program(folder.resolve("repo/mvnw"), "echo \"JAVA_HOME=$JAVA_HOME\"; echo \"maven $*\"; exit ${MAVEN_EXIT:-0}");
        for (String module : new String[] {"commerce-service", "platform/runtime"}) {
            Files.createDirectories(script.resolveSibling(module));
            Files.writeString(script.resolveSibling(module).resolve("pom.xml"), "<project/>");
        }
    }

    @Test
    void the_jdk_of_java_home_is_taken_when_it_is_new_enough() throws Exception {
        Path newer = jdk("jvm/twenty-six", "26.0.1");
        Run run = run(Map.of("JAVA_HOME", newer.toString()), "test");
        assertThat(run.output).contains("JAVA_HOME=" + newer).contains("maven -B verify");
        assertThat(run.exit).isZero();
    }

    @Test
    void an_old_java_in_front_is_passed_over_for_a_newer_one_elsewhere() throws Exception {
        Path old = jdk("old", "17.0.9");
        Path good = jdk("jvm/temurin-25", "25.0.1");
        Run run = run(
                Map.of(
                        "JAVA_HOME", old.toString(),
                        "PATH", old.resolve("bin") + ":" + System.getenv("PATH"),
                        "TIDINGS_JVM_FOLDERS", good.getParent().toString()),
                "test");
        assertThat(run.output).contains("JAVA_HOME=" + good + "\n");
    }

    @Test
    void a_runtime_without_a_compiler_does_not_count() throws Exception {
        Path runtime = jdk("jvm/jre", "25.0.1");
        Files.delete(runtime.resolve("bin/javac"));
        Run run = run(Map.of("JAVA_HOME", runtime.toString(), "PATH", noJava()), "test");
        assertThat(run.exit).isEqualTo(1);
    }

    @Test
    void the_folders_of_macos_are_understood() throws Exception {
        Path home = jdk("mac/temurin-25.jdk/Contents/Home", "25");
        Run run = run(
                Map.of(
                        "PATH",
                        noJava(),
                        "TIDINGS_JVM_FOLDERS",
                        folder.resolve("mac").toString()),
                "test");
        assertThat(run.output).contains("JAVA_HOME=" + home + "\n");
    }

    @Test
    void without_one_it_says_what_to_install() throws Exception {
        Path old = jdk("old", "17.0.9");
        Run run = run(Map.of("JAVA_HOME", old.toString(), "PATH", noJava()), "up");
        assertThat(run.exit).isEqualTo(1);
        assertThat(run.output)
                .contains("needs a JDK 25 or newer")
                .contains("found: 17")
                .contains("apt install")
                .contains("brew install");
    }

    @Test
    void a_module_is_tested_with_what_it_needs_and_mavens_exit_code_is_kept() throws Exception {
        Path jdk = jdk("jvm/twenty-five", "25.0.1");
        Run run = run(Map.of("JAVA_HOME", jdk.toString(), "MAVEN_EXIT", "7"), "test", "commerce");
        assertThat(run.output).contains("maven -B -pl commerce-service -am verify");
        assertThat(run.exit).isEqualTo(7);
        assertThat(run(Map.of("JAVA_HOME", jdk.toString()), "test", "platform/runtime/").output)
                .contains("maven -B -pl platform/runtime -am verify");
        Run unknown = run(Map.of("JAVA_HOME", jdk.toString()), "test", "nothing");
        assertThat(unknown.exit).isEqualTo(1);
        assertThat(unknown.output).contains("no module called nothing");
    }

    private record Run(int exit, String output) {}

    private Run run(Map<String, String> environment, String... arguments) throws Exception {
        String[] command = new String[arguments.length + 2];
        command[0] = "bash";
        command[1] = script.toString();
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> all = new HashMap<>(environment);
        all.putIfAbsent("TIDINGS_JVM_FOLDERS", folder.resolve("nowhere").toString());
        builder.environment().remove("JAVA_HOME");
        builder.environment().putAll(all);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    /** A PATH with the usual commands, where {@code java} is none. */
    private String noJava() throws IOException {
        Path bin = folder.resolve("bin");
        if (!Files.exists(bin)) {
            Files.createDirectories(bin);
            for (String command : new String[] {"bash", "sh", "sed", "head", "dirname", "find", "cat"}) {
                for (String place : new String[] {"/usr/bin/", "/bin/"}) {
                    if (Files.exists(Path.of(place + command)) && !Files.exists(bin.resolve(command))) {
                        program(bin.resolve(command), "exec " + place + command + " \"$@\"");
                    }
                }
            }
        }
        return bin.toString();
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        String tell = "case \"$*\" in *properties*) echo '    java.home = " + home
                + "' >&2;; *) echo 'openjdk version \"" + version + "\" 2026-01-01' >&2;; esac";
        program(home.resolve("bin/java"), tell);
        program(home.resolve("bin/javac"), "exit 0");
        return home;
    }

    private static void program(Path file, String script) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        executable(file);
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
