package io.tidings.local.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.local.suite.Part;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class BuildTest {
    private static final String MAVEN = """
            #!/bin/sh
            echo "[INFO] Building Tidings :: Commerce 0.1.0-SNAPSHOT            [2/3]"
            echo "$@" > asked
            [ ! -f broken ] || { echo "[ERROR] Order.java:[1,2] cannot find symbol"; exit 1; }
            """;

    @TempDir
    Path root;

    Build build;

    @BeforeEach
    void repository() throws IOException {
        write("pom.xml", "root");
        for (String module : List.of("platform/contracts", "platform/runtime")) {
            write(module + "/pom.xml", module);
            write(module + "/src/main/java/A.java", "class A {}");
        }
        for (Part part : Part.built()) {
            write(part.module() + "/pom.xml", part.title());
            write(part.module() + "/src/main/java/B.java", "class B {}");
            write(part.module() + "/" + part.jar(), "jar");
        }
        write("mvnw", MAVEN);
        Files.setPosixFilePermissions(root.resolve("mvnw"), PosixFilePermissions.fromString("rwxr-xr-x"));
        build = new Build(root, root.resolve("state"));
    }

    @Test
    void what_was_never_built_here_is_out_of_date_and_then_is_not() throws IOException {
        assertThat(build.outOfDate()).isEqualTo(Part.built());
        List<String> modules = new ArrayList<>();
        build.run(Part.built(), root.resolve("log"), modules::add);
        assertThat(build.outOfDate()).isEmpty();
        assertThat(modules).containsExactly("Commerce 2/3");
        assertThat(Files.readString(root.resolve("asked")))
                .contains("-pl deploy/simulator,tenant-service")
                .contains("-am package");
    }

    @Test
    void a_changed_source_concerns_its_module_and_one_of_the_platform_all() throws IOException {
        buildAll();
        write("commerce-service/src/main/java/B.java", "class B { int x; }");
        assertThat(build.outOfDate()).containsExactly(Part.COMMERCE);
        buildAll();
        write("platform/runtime/src/main/java/New.java", "class New {}");
        assertThat(build.outOfDate()).isEqualTo(Part.built());
    }

    @Test
    void tests_and_dates_do_not_matter_but_a_missing_jar_does() throws IOException {
        buildAll();
        write("gateway/src/test/java/T.java", "class T {}");
        Files.setLastModifiedTime(
                root.resolve("gateway/src/main/java/B.java"),
                FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(build.outOfDate()).isEmpty();
        Files.delete(root.resolve("gateway").resolve(Part.GATEWAY.jar()));
        assertThat(build.outOfDate()).containsExactly(Part.GATEWAY);
    }

    @Test
    void a_failed_build_shows_the_errors_and_stays_out_of_date() throws IOException {
        write("broken", "");
        assertThatThrownBy(() -> build.run(List.of(Part.COMMERCE), root.resolve("log"), _ -> {}))
                .isInstanceOf(BuildFailed.class)
                .hasMessageContaining(root.resolve("log").toString())
                .hasMessageContaining("cannot find symbol");
        assertThat(build.outOfDate()).contains(Part.COMMERCE);
    }

    @Test
    void an_artifact_is_fetched_by_maven_alone_and_its_failure_told() throws IOException {
        build.fetch("group:artifact:1:zip", root.resolve("there"), root.resolve("log"));
        assertThat(Files.readString(root.resolve("asked")))
                .contains("-N dependency:copy -Dartifact=group:artifact:1:zip -DoutputDirectory="
                        + root.resolve("there"));
        write("broken", "");
        assertThatThrownBy(() -> build.fetch("group:artifact:2:zip", root, root.resolve("log")))
                .isInstanceOf(BuildFailed.class);
    }

    private void buildAll() {
        build.run(Part.built(), root.resolve("log"), _ -> {});
        assertThat(build.outOfDate()).isEmpty();
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
