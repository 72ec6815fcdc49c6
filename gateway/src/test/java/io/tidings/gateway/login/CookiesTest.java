package io.tidings.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

class CookiesTest {

    @ParameterizedTest
    @ValueSource(strings = {"https://tidings.example", "https://localhost:8443"})
    void behind_https_they_are_secure_and_bound_to_the_host_by_their_name(String url) {
        Cookie cookie = new Cookies(new At(URI.create(url))).cookie("tidings", "value");
        assertThat(cookie.getName()).isEqualTo("__Host-tidings");
        assertThat(cookie.isSecure()).isTrue();
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo(CookieSameSite.LAX);
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.getDomain()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080", "http://shop.localhost:8080", "http://127.0.0.1"})
    void on_this_machine_they_go_without(String url) {
        Cookie cookie = new Cookies(new At(URI.create(url))).cookie("tidings", "value");
        assertThat(cookie.getName()).isEqualTo("tidings");
        assertThat(cookie.isSecure()).isFalse();
        assertThat(cookie.isHttpOnly()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://tidings.example", "http://localhost.example", "http://10.0.0.1:8080", "nowhere"})
    void anywhere_else_the_gateway_does_not_start(String url) {
        assertThatThrownBy(() -> new Cookies(new At(URI.create(url))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tidings.login.public-url must be https");
    }

    /** Defaults, but for the address. */
    private record At(URI publicUrl) implements LoginSettings {
        @Override
        public Optional<URI> issuer() {
            return Optional.empty();
        }

        @Override
        public String audience() {
            return "tidings-api";
        }

        @Override
        public String algorithm() {
            return "RS256";
        }

        @Override
        public String clientId() {
            return "tidings-web";
        }

        @Override
        public Optional<String> clientSecret() {
            return Optional.empty();
        }

        @Override
        public Optional<String> cookieKey() {
            return Optional.empty();
        }

        @Override
        public String landing() {
            return "/";
        }

        @Override
        public Duration leeway() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration keysPause() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Duration attempt() {
            return Duration.ofMinutes(10);
        }

        @Override
        public Duration renewBefore() {
            return Duration.ofSeconds(60);
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(3);
        }
    }
}
