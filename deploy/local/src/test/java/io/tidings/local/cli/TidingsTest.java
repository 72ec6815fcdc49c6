package io.tidings.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.embedded.PortTaken;
import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;

class TidingsTest {
    @Test
    void help_lists_every_command() {
        StringWriter out = new StringWriter();
        int exit = Tidings.commandLine().setOut(new PrintWriter(out)).execute("help");
        assertThat(exit).isZero();
        assertThat(out.toString())
                .contains("up ", "demo ", "test ", "bench ", "status ", "logs ", "down ", "reset ", "clock ", "help ");
    }

    @Test
    void a_taken_port_is_explained_with_a_way_out() {
        assertThat(Tidings.message(new PortTaken("gateway", 8080)))
                .contains("Port 8080, which gateway needs, is taken by another program")
                .contains("./tidings up --port gateway=9080")
                .contains("TIDINGS_PORT_GATEWAY");
    }

    @Test
    void what_was_foreseen_is_said_without_a_stack_trace() {
        assertThat(Tidings.message(new IllegalStateException("The suite is not ready: ./tidings up")))
                .isEqualTo("The suite is not ready: ./tidings up");
        assertThat(Tidings.message(new NullPointerException("x")))
                .contains("NullPointerException")
                .contains("\n  at ");
    }

    @Test
    void an_unknown_command_is_an_error_of_usage() {
        assertThat(Tidings.commandLine()
                        .setErr(new PrintWriter(new StringWriter()))
                        .execute("upp"))
                .isEqualTo(2);
    }
}
