package io.tidings.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.embedded.FreePort;
import io.tidings.embedded.NotReady;
import io.tidings.embedded.PortTaken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** The real PostgreSQL and Kafka, with stubs for what is built here. */
class SuiteTest {
    @TempDir
    Path folder;

    SuiteSettings settings;
    Suite suite;

    @BeforeEach
    void open() throws IOException {
        settings = SuiteSettings.forTests(StubService.repository(folder.resolve("repo")), folder.resolve("state"));
        suite = Suite.open(settings);
    }

    @AfterEach
    void close() {
        suite.close();
        assertThat(suite.running()).isEmpty();
        for (Part part : Part.values()) {
            assertThat(FreePort.isFree(settings.ports().of(part)))
                    .as(part.title())
                    .isTrue();
        }
    }

    @Test
    void everything_starts_once_and_is_found_again() throws Exception {
        suite.start(Progress.SILENT);
        Map<Part, Long> pids = pids(suite);
        assertThat(pids).containsOnlyKeys(Part.core());

        Suite again = Suite.open(settings);
        again.start(Progress.SILENT);
        assertThat(pids(again)).isEqualTo(pids);
        for (Part part : Part.core()) {
            assertThat(again.isReady(part)).as(part.title()).isTrue();
            assertThat(again.residentMemory(part)).as(part.title()).isGreaterThan(1_000_000);
        }
        try (Connection owner = DriverManager.getConnection(again.ownerJdbcUrl(Part.BILLING))) {
            assertThat(owner.getCatalog()).isEqualTo("tidings_billing");
        }
        a_killed_one_comes_back_alone(pids);
        one_built_anew_is_started_anew(pids);
    }

    private void a_killed_one_comes_back_alone(Map<Part, Long> before) {
        suite.kill9(Part.COMMERCE);
        suite.kill9(Part.KAFKA);
        suite.kill9(Part.POSTGRES);
        assertThat(suite.isReady(Part.COMMERCE)).isFalse();
        suite.start(Progress.SILENT);
        assertThat(suite.isReady(Part.COMMERCE)).isTrue();
        assertThat(pids(suite)).containsEntry(Part.GATEWAY, before.get(Part.GATEWAY));
        assertThat(suite.pid(Part.COMMERCE)).isNotEqualTo(before.get(Part.COMMERCE));
    }

    private void one_built_anew_is_started_anew(Map<Part, Long> before) throws IOException {
        Path jar = settings.root().resolve(Part.TENANT.module()).resolve(Part.TENANT.jar());
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));
        suite.start(Progress.SILENT);
        assertThat(suite.pid(Part.TENANT)).isNotEqualTo(before.get(Part.TENANT));
        assertThat(suite.pid(Part.BILLING)).isEqualTo(before.get(Part.BILLING));
    }

    @Test
    void one_that_dies_is_named_and_what_was_started_can_be_undone() {
        String port = Integer.toString(settings.ports().of(Part.CAMPAIGN));
        Suite broken = Suite.open(settings.withEnvironment(Map.of("STUB_BREAKS", port)));
        assertThatThrownBy(() -> broken.start(Progress.SILENT))
                .isInstanceOf(NotReady.class)
                .hasMessageContaining("campaign ended while it was starting")
                .hasMessageEndingWith("the database said no");
        broken.undoStart(Progress.SILENT);
        assertThat(broken.running()).isEmpty();
    }

    @Test
    void a_taken_port_is_named() throws IOException {
        try (ServerSocket squatter =
                new ServerSocket(settings.ports().of(Part.SIMULATOR), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> suite.start(Progress.SILENT))
                    .isInstanceOf(PortTaken.class)
                    .hasMessage(
                            "Port " + squatter.getLocalPort() + ", which simulator needs, is taken by another program");
        }
        suite.undoStart(Progress.SILENT);
    }

    @Test
    void a_service_is_told_where_everything_is() throws Exception {
        suite.clock(Duration.ofDays(7));
        suite.start(Progress.SILENT);
        String messaging = get(suite.address(Part.MESSAGING));
        assertThat(messaging)
                .contains("TIDINGS_DB_URL=localhost:" + settings.ports().of(Part.POSTGRES) + "/tidings_messaging")
                .contains("TIDINGS_DB_USER=tidings_messaging_app")
                .contains(
                        "KAFKA_BOOTSTRAP_SERVERS=localhost:" + settings.ports().of(Part.KAFKA))
                .contains("TIDINGS_WHATSAPP_BASE_URL=http://localhost:"
                        + settings.ports().of(Part.SIMULATOR))
                .contains("TIDINGS_TWILIO_BASE_URL=http://localhost:"
                        + settings.ports().of(Part.SIMULATOR))
                .contains("TIDINGS_TWILIO_PUBLIC_URL=" + suite.address(Part.GATEWAY))
                .doesNotContain(suite.operatorKey());
        assertThat(get(suite.address(Part.GATEWAY)))
                .contains("TIDINGS_SERVICE_COMMERCE_URL=http://localhost:"
                        + settings.ports().of(Part.COMMERCE))
                .contains("TIDINGS_LOGIN_ISSUER=http://localhost:"
                        + settings.ports().of(Part.LOGIN) + "/realms/tidings")
                .contains("TIDINGS_PUBLIC_URL=" + suite.address(Part.GATEWAY))
                .doesNotContain("TIDINGS_DB_")
                .doesNotContain(suite.operatorKey());
        assertThat(Files.readString(settings.state().resolve("clock"))).isEqualTo("PT168H\n");
    }

    private static Map<Part, Long> pids(Suite suite) {
        Map<Part, Long> pids = new EnumMap<>(Part.class);
        suite.running().forEach(part -> pids.put(part, suite.pid(part)));
        return pids;
    }

    private static String get(URI address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
