package io.tidings.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.embedded.ChildProcess;
import io.tidings.embedded.Launch;
import io.tidings.embedded.Launch.Lifetime;
import io.tidings.embedded.ProcessMark;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class RegistryTest {
    @TempDir
    Path folder;

    StateFolder state;
    Registry registry;
    ChildProcess sleeper;

    @BeforeEach
    void start() {
        state = StateFolder.open(folder.resolve("state"));
        registry = new Registry(state);
        sleeper = ChildProcess.start(new Launch(
                "billing",
                List.of("sleep", "60"),
                Map.of(),
                folder,
                state.log(Part.BILLING),
                Lifetime.ENDS_WITH_STARTER));
    }

    @AfterEach
    void stop() {
        sleeper.kill();
    }

    @Test
    void a_running_process_is_found_with_what_it_was_started_from() {
        registry.add(Part.BILLING, sleeper, "abc");
        assertThat(registry.find(Part.BILLING).orElseThrow().pid()).isEqualTo(sleeper.pid());
        assertThat(registry.fingerprint(Part.BILLING)).contains("abc");
        assertThat(registry.find(Part.GATEWAY)).isEmpty();
    }

    @Test
    void a_process_id_that_was_given_to_another_program_is_not_stopped() throws Exception {
        ProcessMark ended =
                new ProcessMark(sleeper.pid(), sleeper.mark().startedAt().minus(Duration.ofHours(1)));
        Files.writeString(state.run().resolve("billing"), ended + "\nabc\n");
        assertThat(registry.find(Part.BILLING)).isEmpty();
        new Stopper(registry, Progress.SILENT).stop(List.of(Part.BILLING));
        assertThat(sleeper.isAlive()).isTrue();
    }

    @Test
    void a_damaged_file_is_no_process() throws Exception {
        Files.writeString(state.run().resolve("billing"), "?");
        assertThat(registry.find(Part.BILLING)).isEmpty();
        Files.writeString(state.run().resolve("billing"), "");
        assertThat(registry.find(Part.BILLING)).isEmpty();
    }
}
