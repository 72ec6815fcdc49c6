package io.tidings.local.suite;

import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Stands in for a service: answers 200 to everything, with its environment as the body. */
public final class StubService {
    private StubService() {}

    public static void main(String[] arguments) throws IOException {
        String breaks = System.getenv("STUB_BREAKS");
        String port = Optional.ofNullable(System.getenv("QUARKUS_HTTP_PORT"))
                .orElseGet(() -> System.getenv("TIDINGS_SIMULATOR_PORT"));
        if (port.equals(breaks)) {
            System.err.println("the database said no");
            System.exit(3);
        }
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port)), 0);
        server.createContext("/", exchange -> {
            byte[] body = System.getenv().toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
    }

    /** A repository whose modules are all built, from this class. */
    static Path repository(Path root) throws IOException {
        for (Part part : Part.built()) {
            buildInto(root.resolve(part.module()).resolve(part.jar()));
        }
        return root;
    }

    static void buildInto(Path jar) throws IOException {
        Files.createDirectories(jar.getParent());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StubService.class.getName());
        String entry = StubService.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream in = StubService.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            in.transferTo(out);
        }
    }
}
