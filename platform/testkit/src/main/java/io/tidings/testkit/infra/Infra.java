package io.tidings.testkit.infra;

import io.tidings.embedded.ServiceDatabase;

/** A PostgreSQL and a Kafka, started once for the tests of a module. */
interface Infra {
    ServiceDatabase DATABASE =
            new ServiceDatabase("tidings_test", "tidings_test_owner", "owner", "tidings_test_app", "app");

    /** Host, port and database, such as {@code localhost:5432/tidings_test}. */
    String database();

    String superuser();

    String superuserPassword();

    String bootstrapServers();

    /** {@code -Dtidings.infra=containers} where Docker is there; processes otherwise. */
    static Infra start() {
        return "containers".equals(System.getProperty("tidings.infra")) ? new ContainersInfra() : new EmbeddedInfra();
    }
}
