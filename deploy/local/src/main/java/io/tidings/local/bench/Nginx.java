package io.tidings.local.bench;

import io.tidings.embedded.ChildProcess;
import io.tidings.embedded.FileTree;
import io.tidings.embedded.FreePort;
import io.tidings.embedded.Launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The machine's own nginx as a plain reverse proxy in front of one service: keep-alive on both sides, no log, no limits,
 * and a token that is written into its configuration. It is what a proxy could do that knows nothing of tenants.
 */
final class Nginx implements AutoCloseable {
    private static final List<Path> FOLDERS = List.of(Path.of("/usr/sbin"), Path.of("/usr/local/sbin"));
    private static final Duration START_LIMIT = Duration.ofSeconds(10);
    private static final Duration STOP_GRACE = Duration.ofSeconds(5);
    private static final String CONFIGURATION = """
            worker_processes auto;
            pid FOLDER/nginx.pid;
            error_log FOLDER/error.log error;
            events { worker_connections 1024; }
            http {
                access_log off;
                client_body_temp_path FOLDER/body;
                proxy_temp_path FOLDER/proxy;
                fastcgi_temp_path FOLDER/fastcgi;
                uwsgi_temp_path FOLDER/uwsgi;
                scgi_temp_path FOLDER/scgi;
                keepalive_requests 100000000;
                upstream service {
                    server 127.0.0.1:SERVICE_PORT;
                    keepalive 64;
                    keepalive_requests 100000000;
                }
                server {
                    listen 127.0.0.1:PORT;
                    location / {
                        proxy_pass http://service;
                        proxy_http_version 1.1;
                        proxy_set_header Connection "";
                        proxy_set_header Authorization "Bearer TOKEN";
                    }
                }
            }
            """;

    private final Path folder;
    private final ChildProcess process;
    private final int port;

    private Nginx(Path folder, ChildProcess process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
    }

    /** Where it is installed. */
    static Optional<Path> program() {
        return Program.find("nginx", FOLDERS);
    }

    static Nginx start(Path program, int servicePort, String token) throws IOException {
        Path folder = Files.createTempDirectory("tidings-nginx");
        int port = FreePort.any();
        Path configuration = Files.writeString(
                folder.resolve("nginx.conf"),
                CONFIGURATION
                        .replace("FOLDER", folder.toString())
                        .replace("SERVICE_PORT", Integer.toString(servicePort))
                        .replace("PORT", Integer.toString(port))
                        .replace("TOKEN", token));
        List<String> command = List.of(
                program.toString(), "-p", folder.toString(), "-c", configuration.toString(), "-g", "daemon off;");
        ChildProcess process = ChildProcess.start(new Launch(
                "nginx", command, Map.of(), folder, folder.resolve("nginx.log"), Launch.Lifetime.ENDS_WITH_STARTER));
        Nginx nginx = new Nginx(folder, process, port);
        try {
            process.awaitReady(() -> !FreePort.isFree(port), START_LIMIT);
            return nginx;
        } catch (RuntimeException failed) {
            nginx.close();
            throw failed;
        }
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() throws IOException {
        process.stop("TERM", STOP_GRACE);
        FileTree.delete(folder);
    }
}
