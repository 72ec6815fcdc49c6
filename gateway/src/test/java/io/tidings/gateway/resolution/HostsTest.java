package io.tidings.gateway.resolution;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.gateway.directory.Directory;
import io.tidings.gateway.directory.DirectoryBuilder;
import io.tidings.gateway.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

class HostsTest {
    private final Hosts hosts = new Hosts(
            new DirectoryBuilder()
                    .tenant("bakery", "post.bakery.example", "xn--bckerei-5wa.example")
                    .tenant("florist")
                    .build(),
            new Settings(List.of("localhost", "127.0.0.1", "[::1]", "tidings.example.com")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST",
                "localhost:8080",
                "localhost.",
                "localhost.:8080",
                "127.0.0.1",
                "127.0.0.1:80",
                "[::1]",
                "[::1]:8080",
                "Tidings.Example.COM:443"
            })
    void the_base_hosts_in_any_spelling(String field) {
        assertThat(hosts.resolve(field)).isInstanceOf(Host.Base.class);
    }

    @ParameterizedTest
    @CsvSource({
        "bakery.localhost, bakery",
        "Bakery.LOCALHOST:8080, bakery",
        "bakery.localhost., bakery",
        "florist.tidings.example.com, florist",
        "post.bakery.example, bakery",
        "POST.Bakery.example.:65535, bakery",
        "xn--bckerei-5wa.example, bakery",
    })
    void a_tenants_hosts_in_any_spelling(String field, String slug) {
        assertThat(hosts.resolve(field))
                .isInstanceOfSatisfying(
                        Host.OfTenant.class,
                        host -> assertThat(host.tenant().slug()).isEqualTo(slug));
    }

    @Test
    void a_unicode_name_is_the_tenants_punycode_name() {
        String asDecoded = new String("bäckerei.example".getBytes(UTF_8), ISO_8859_1);

        assertThat(hosts.resolve(asDecoded)).isInstanceOf(Host.OfTenant.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                ":",
                ":8080",
                "localhost:",
                "localhost:0",
                "localhost:65536",
                "localhost:8080:1",
                "localhost:80a",
                "localhost..",
                ".localhost",
                "localhost/",
                "localhost\\",
                "a@localhost",
                "bakery@localhost",
                "bakery.localhost@evil.example",
                "localhost#bakery",
                "localhost?x",
                "bakery .localhost",
                "bakery%2elocalhost",
                "bakery,localhost",
                "bakery_.localhost",
                "-bakery.localhost",
                "nobody.localhost",
                "a.bakery.localhost",
                "bakery.127.0.0.1",
                "bakery.[::1]",
                "127.0.0.2",
                "2130706433",
                "[::1",
                "::1",
                "[]",
                "[gg::]",
                "bakery.example",
                "evilpost.bakery.example",
                "post.bakery.example.evil.example",
                "example.com",
                "bakery.tidings.example.com.evil",
                "\u0000",
                "ü",
            })
    void everything_else_is_nobodys(String field) {
        assertThat(hosts.resolve(field)).isInstanceOf(Host.Unknown.class);
    }

    @Test
    void an_absent_or_endless_host_is_nobodys() {
        assertThat(hosts.resolve(null)).isInstanceOf(Host.Unknown.class);
        assertThat(hosts.resolve("a".repeat(300))).isInstanceOf(Host.Unknown.class);
        assertThat(hosts.resolve("a".repeat(64) + ".localhost")).isInstanceOf(Host.Unknown.class);
    }

    @Test
    void a_sub_domain_is_not_denied_while_the_directory_is_being_read() {
        Hosts early = new Hosts(new Directory(), new Settings(List.of("localhost")));

        assertThat(early.resolve("bakery.localhost")).isEqualTo(new Host.Unknown(Problem.DIRECTORY_LOADING));
        assertThat(early.resolve("a@b")).isEqualTo(new Host.Unknown(Problem.HOST_UNKNOWN));
        assertThat(early.resolve("localhost")).isInstanceOf(Host.Base.class);
    }

    @Test
    void a_base_host_that_is_no_host_stops_the_start() {
        assertThatThrownBy(() -> new Hosts(new DirectoryBuilder().build(), new Settings(List.of("http://x"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private record Settings(List<String> baseHosts) implements ResolutionSettings {
        @Override
        public Optional<String> operatorKeySha256() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> clockFile() {
            return Optional.empty();
        }
    }
}
