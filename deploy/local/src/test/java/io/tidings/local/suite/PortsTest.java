package io.tidings.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

class PortsTest {
    @TempDir
    Path folder;

    @Test
    void the_environment_names_a_port() {
        Ports ports = Ports.defaults().with(Map.of("TIDINGS_PORT_GATEWAY", "9080"));
        assertThat(ports.of(Part.GATEWAY)).isEqualTo(9080);
        assertThat(ports.of(Part.SIMULATOR)).isEqualTo(8090);
    }

    @Test
    void later_commands_know_the_ports_of_the_last_start() {
        Path file = folder.resolve("ports.properties");
        Ports.defaults().with(Part.KAFKA, 9111).save(file);
        assertThat(Ports.defaults().orSaved(file).of(Part.KAFKA)).isEqualTo(9111);
        assertThat(Ports.defaults().orSaved(folder.resolve("none")).of(Part.KAFKA))
                .isEqualTo(8111);
    }

    @Test
    void a_port_that_is_none_is_refused_by_name() {
        assertThatThrownBy(() -> Ports.defaults().with(Map.of("TIDINGS_PORT_KAFKA", "many")))
                .hasMessage("TIDINGS_PORT_KAFKA is no port: many");
        assertThatThrownBy(() -> Ports.defaults().with(Map.of("TIDINGS_PORT_KAFKA", "70000")))
                .hasMessage("TIDINGS_PORT_KAFKA is no port: 70000");
    }

    @Test
    void default_and_free_ports_are_all_different() {
        for (Ports ports : new Ports[] {Ports.defaults(), Ports.free()}) {
            Set<Integer> seen = new HashSet<>(Set.of(ports.kafkaController()));
            for (Part part : Part.values()) {
                assertThat(seen.add(ports.of(part))).as(part.title()).isTrue();
            }
        }
    }
}
