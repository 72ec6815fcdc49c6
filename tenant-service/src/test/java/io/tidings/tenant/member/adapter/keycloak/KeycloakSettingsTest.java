package io.tidings.tenant.member.adapter.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

class KeycloakSettingsTest {
    private static KeycloakSettings with(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .withMapping(KeycloakSettings.class)
                .withSources(new EnvConfigSource(environment, 300))
                .build()
                .getConfigMapping(KeycloakSettings.class);
    }

    @Test
    void nothing_said_is_no_log_in() {
        var settings = with(Map.of());
        assertThat(settings.url()).isEmpty();
        assertThat(settings.clientSecret()).isEmpty();
        assertThat(settings.realm()).isEqualTo("tidings");
        assertThat(settings.clientId()).isEqualTo("tidings-admin");
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void the_environment_says_where_and_with_which_secret() {
        var settings = with(Map.of(
                "TIDINGS_KEYCLOAK_URL", "http://localhost:8120",
                "TIDINGS_KEYCLOAK_REALM", "shop",
                "TIDINGS_KEYCLOAK_CLIENT_ID", "inviter",
                "TIDINGS_KEYCLOAK_CLIENT_SECRET", "s"));
        assertThat(settings.url()).contains("http://localhost:8120");
        assertThat(settings.realm()).isEqualTo("shop");
        assertThat(settings.clientId()).isEqualTo("inviter");
        assertThat(settings.clientSecret()).contains("s");
    }
}
