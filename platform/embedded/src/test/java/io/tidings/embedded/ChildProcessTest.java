package io.tidings.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.embedded.Launch.Lifetime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class ChildProcessTest {
    @TempDir
    Path folder;

    @Test
    void a_process_is_found_again_by_its_mark_and_stopped() {
        ChildProcess started = sh("exec sleep 60", Lifetime.OUTLIVES_STARTER);
        ProcessMark mark = ProcessMark.parse(started.mark().toString()).orElseThrow();
        ChildProcess found = ChildProcess.find("sleeper", started.log(), mark).orElseThrow();
        assertThat(found.stop("TERM", Duration.ofSeconds(30))).isTrue();
        assertThat(started.isAlive()).isFalse();
        assertThat(ChildProcess.find("sleeper", started.log(), mark)).isEmpty();
    }

    @Test
    void a_process_id_that_now_belongs_to_another_is_not_touched() {
        ChildProcess innocent = sh("exec sleep 60", Lifetime.OUTLIVES_STARTER);
        ProcessMark old =
                new ProcessMark(innocent.pid(), innocent.mark().startedAt().minus(Duration.ofMinutes(1)));
        assertThat(old.isAlive()).isFalse();
        assertThat(ChildProcess.find("old", innocent.log(), old)).isEmpty();
        assertThat(innocent.isAlive()).isTrue();
        innocent.kill();
    }

    @Test
    void one_that_ignores_the_signal_is_killed() {
        ChildProcess stubborn = sh("trap '' TERM; echo up; while :; do sleep 1; done", Lifetime.ENDS_WITH_STARTER);
        stubborn.awaitReady(() -> LogTail.of(stubborn.log(), 1).equals("up"), Duration.ofSeconds(30));
        assertThat(stubborn.stop("TERM", Duration.ofMillis(300))).isFalse();
        assertThat(stubborn.isAlive()).isFalse();
    }

    @Test
    void one_that_ends_early_is_reported_with_the_end_of_its_log() {
        ChildProcess failing = sh("echo first; echo no such file; exit 3", Lifetime.ENDS_WITH_STARTER);
        assertThatThrownBy(() -> failing.awaitReady(() -> false, Duration.ofSeconds(30)))
                .isInstanceOf(NotReady.class)
                .hasMessageContaining("sleeper ended while it was starting")
                .hasMessageEndingWith("no such file");
    }

    @Test
    void one_that_hangs_is_reported_after_the_limit() {
        ChildProcess slow = sh("echo still here; sleep 60", Lifetime.ENDS_WITH_STARTER);
        assertThatThrownBy(() -> slow.awaitReady(() -> false, Duration.ofSeconds(1)))
                .isInstanceOf(NotReady.class)
                .hasMessageContaining("was not ready within 1 s");
        slow.kill();
    }

    @Test
    void a_text_that_is_no_mark_is_none() {
        assertThat(ProcessMark.parse("")).isEmpty();
        assertThat(ProcessMark.parse("12")).isEmpty();
        assertThat(ProcessMark.parse("x 2026-01-01T00:00:00Z")).isEmpty();
    }

    @Test
    void a_leashed_process_ends_when_its_starter_is_killed() throws Exception {
        Path pidFile = folder.resolve("pid");
        Process starter = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LeashedStarter.class.getName(),
                        pidFile.toString())
                .inheritIO()
                .start();
        while (starter.isAlive() && !Files.exists(pidFile)) {
            Thread.onSpinWait();
        }
        ProcessMark leashed = ProcessMark.parse(Files.readString(pidFile)).orElseThrow();
        assertThat(leashed.isAlive()).isTrue();
        starter.destroyForcibly().waitFor();
        ChildProcess.find("leashed", folder.resolve("none"), leashed)
                .ifPresent(process ->
                        assertThat(process.awaitEnd(Duration.ofSeconds(30))).isTrue());
    }

    /** Starts a leashed process, tells its mark, and waits to be killed. */
    static final class LeashedStarter {
        public static void main(String[] arguments) throws Exception {
            Path told = Path.of(arguments[0]);
            ChildProcess child = ChildProcess.start(new Launch(
                    "leashed",
                    List.of("sleep", "60"),
                    Map.of(),
                    told.getParent(),
                    told.resolveSibling("leashed.log"),
                    Lifetime.ENDS_WITH_STARTER));
            Files.writeString(told.resolveSibling("told"), child.mark().toString());
            Files.move(told.resolveSibling("told"), told);
            System.in.read();
        }
    }

    private ChildProcess sh(String script, Lifetime lifetime) {
        return ChildProcess.start(new Launch(
                "sleeper", List.of("sh", "-c", script), Map.of(), folder, folder.resolve("sleeper.log"), lifetime));
    }
}
