package io.tidings.embedded;

import io.tidings.embedded.Launch.Lifetime;

import java.nio.file.Path;

/**
 * @param data data folder; made by initdb when it is not there
 * @param superuserPassword of the role {@code postgres}; fixed when the data folder is made
 * @param durable false switches fsync off: quicker, and every test of durability worthless. For tests of other things only
 */
public record PostgresSettings(
        Path data, Path log, int port, String superuserPassword, boolean durable, Lifetime lifetime) {

    /** Durable, on a free port, ends with this JVM. */
    public static PostgresSettings forTests(Path folder) {
        return new PostgresSettings(
                folder.resolve("postgres"),
                folder.resolve("postgres.log"),
                FreePort.any(),
                "test-superuser",
                true,
                Lifetime.ENDS_WITH_STARTER);
    }

    /** The same without fsync. */
    public PostgresSettings fast() {
        return new PostgresSettings(data, log, port, superuserPassword, false, lifetime);
    }
}
