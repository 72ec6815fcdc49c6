package io.tidings.local.suite;

import io.tidings.embedded.FreePort;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * Which port each part listens on, all on localhost. Kafka's controller takes the one after Kafka's; the gateway's own health
 * and metrics are 100 above the gateway.
 */
public final class Ports {
    private static final int MANAGEMENT = 100;

    private final Map<Part, Integer> ports;

    private Ports(Map<Part, Integer> ports) {
        this.ports = new EnumMap<>(ports);
    }

    public static Ports defaults() {
        Map<Part, Integer> ports = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            ports.put(part, part.defaultPort());
        }
        return new Ports(ports);
    }

    /** Free at this moment, for tests. */
    public static Ports free() {
        Set<Integer> taken = new HashSet<>();
        Map<Part, Integer> ports = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            List<Integer> group = freeGroup(taken);
            taken.addAll(group);
            ports.put(part, group.getFirst());
        }
        return new Ports(ports);
    }

    /** A port with the two that may be derived from it. */
    private static List<Integer> freeGroup(Set<Integer> taken) {
        while (true) {
            int port = FreePort.any();
            List<Integer> group = List.of(port, port + 1, port + MANAGEMENT);
            if (port + MANAGEMENT < 65535
                    && Collections.disjoint(taken, group)
                    && group.stream().allMatch(FreePort::isFree)) {
                return group;
            }
        }
    }

    /** With {@code TIDINGS_PORT_GATEWAY} and the like from the environment. */
    public Ports with(Map<String, String> environment) {
        Map<Part, Integer> changed = new EnumMap<>(ports);
        for (Part part : Part.values()) {
            String value = environment.get("TIDINGS_PORT_" + part.name());
            if (value != null && !value.isBlank()) {
                changed.put(part, port("TIDINGS_PORT_" + part.name(), value));
            }
        }
        return new Ports(changed);
    }

    public Ports with(Part part, int port) {
        Map<Part, Integer> changed = new EnumMap<>(ports);
        changed.put(part, port);
        return new Ports(changed);
    }

    public int of(Part part) {
        return ports.getOrDefault(part, part.defaultPort());
    }

    int kafkaController() {
        return of(Part.KAFKA) + 1;
    }

    int gatewayManagement() {
        return of(Part.GATEWAY) + MANAGEMENT;
    }

    /** The ports the suite was last started with, or these where nothing is written. */
    public Ports orSaved(Path file) {
        if (!Files.exists(file)) {
            return this;
        }
        Properties saved = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            saved.load(in);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Map<Part, Integer> changed = new EnumMap<>(ports);
        for (Part part : Part.values()) {
            String value = saved.getProperty(part.title());
            if (value != null) {
                changed.put(part, port(part.title(), value));
            }
        }
        return new Ports(changed);
    }

    void save(Path file) {
        Properties properties = new Properties();
        ports.forEach((part, port) -> properties.setProperty(part.title(), Integer.toString(port)));
        try (Writer out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static int port(String name, String value) {
        try {
            int port = Integer.parseInt(value.strip());
            if (port > 0 && port < 65535) {
                return port;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw new IllegalArgumentException(name + " is no port: " + value);
    }
}
