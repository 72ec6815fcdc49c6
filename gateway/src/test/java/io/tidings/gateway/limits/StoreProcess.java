package io.tidings.gateway.limits;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A real Valkey or Redis for one test class, where one is installed. */
final class StoreProcess implements AutoCloseable {
    private final Path program;
    private final int port;
    private Process process;

    private StoreProcess(Path program, int port) throws IOException {
        this.program = program;
        this.port = port;
        this.process = launch();
    }

    static Optional<Path> program() {
        return Stream.of("/usr/bin", "/usr/local/bin", "/usr/sbin")
                .flatMap(folder -> Stream.of(Path.of(folder, "valkey-server"), Path.of(folder, "redis-server")))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static StoreProcess start(Path program) throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            int port = free.getLocalPort();
            free.close();
            return new StoreProcess(program, port);
        }
    }

    String url() {
        return "redis://127.0.0.1:" + port;
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void restart() throws IOException {
        process = launch();
    }

    /** Stops it answering without closing its connections. */
    void freeze(boolean frozen) throws IOException, InterruptedException {
        new ProcessBuilder("kill", frozen ? "-STOP" : "-CONT", String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(List.of(
                        program.toString(),
                        "--port",
                        String.valueOf(port),
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        "",
                        "--appendonly",
                        "no"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
