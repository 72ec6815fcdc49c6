package io.tidings.local.suite;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A process of the suite, in the order in which they start. Its name is what every command calls it. */
public enum Part {
    POSTGRES(8110, "", ""),
    KAFKA(8111, "", ""),
    SIMULATOR(8090, "deploy/simulator", "target/simulator.jar"),
    TENANT(8101, "tenant-service", Part.QUARKUS_JAR),
    MESSAGING(8102, "messaging-service", Part.QUARKUS_JAR),
    BILLING(8103, "billing-service", Part.QUARKUS_JAR),
    COMMERCE(8104, "commerce-service", Part.QUARKUS_JAR),
    CAMPAIGN(8105, "campaign-service", Part.QUARKUS_JAR),
    GATEWAY(8080, "gateway", Part.QUARKUS_JAR),
    /** Keycloak. The others do not wait for it, and may run without it: then nobody logs in, and API keys work. */
    LOGIN(8120, "", "");

    private static final String QUARKUS_JAR = "target/quarkus-app/quarkus-run.jar";

    private final int defaultPort;
    private final String module;
    private final String jar;

    Part(int defaultPort, String module, String jar) {
        this.defaultPort = defaultPort;
        this.module = module;
        this.jar = jar;
    }

    public static Optional<Part> called(String name) {
        return Arrays.stream(values()).filter(part -> part.title().equals(name)).findFirst();
    }

    /** What the suite is not up without: all but the login service. */
    public static List<Part> core() {
        return Arrays.stream(values()).filter(part -> part != LOGIN).toList();
    }

    /** The five services that own a database. */
    public static List<Part> services() {
        return List.of(TENANT, MESSAGING, BILLING, COMMERCE, CAMPAIGN);
    }

    /** Those that are built here: all but PostgreSQL, Kafka and the login service. */
    public static List<Part> built() {
        return Arrays.stream(values()).filter(part -> !part.module.isEmpty()).toList();
    }

    /** {@code commerce}. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    public int defaultPort() {
        return defaultPort;
    }

    /** Folder of its Maven module; empty for what is not built here. */
    public String module() {
        return module;
    }

    /** What is run, below the module's folder. */
    public String jar() {
        return jar;
    }

    /** Answers 200 when it is ready. The gateway's is ready when all of the suite is. */
    String healthPath() {
        return switch (this) {
            case GATEWAY, SIMULATOR -> "/health";
            case POSTGRES, KAFKA -> "";
            case LOGIN -> "/health/ready";
            case TENANT, MESSAGING, BILLING, COMMERCE, CAMPAIGN -> "/q/health/ready";
        };
    }
}
