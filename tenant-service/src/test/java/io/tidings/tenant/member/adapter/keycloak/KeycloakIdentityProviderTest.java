package io.tidings.tenant.member.adapter.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.runtime.tenancy.TenantId;
import io.tidings.tenant.member.application.IdentityProvider;
import io.tidings.tenant.member.application.IdentityProviderContract;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

class KeycloakIdentityProviderTest extends IdentityProviderContract {
    private static Vertx vertx;
    private KeycloakServer keycloak;

    private record Settings(Optional<String> url, Optional<String> clientSecret) implements KeycloakSettings {
        @Override
        public String realm() {
            return "shop";
        }

        @Override
        public String clientId() {
            return "tidings-admin";
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(5);
        }
    }

    @BeforeAll
    static void vertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void keycloak() throws Exception {
        keycloak = new KeycloakServer(vertx);
    }

    @AfterEach
    void closeKeycloak() throws Exception {
        keycloak.close();
    }

    @Override
    protected IdentityProvider identities() {
        return with(Optional.of(keycloak.url()), Optional.of("s&cret"));
    }

    private static IdentityProvider with(Optional<String> url, Optional<String> secret) {
        return new KeycloakIdentityProvider(vertx, new Settings(url, secret));
    }

    private static String ask(IdentityProvider identities, String email) {
        return identities
                .findOrCreate(new TenantId(UUID.randomUUID()), email)
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    @Test
    void who_is_known_is_not_made_again() {
        var subject = ask(identities(), "ana@example.com");
        assertThat(keycloak.users()).containsEntry("ana@example.com", subject);
        ask(identities(), "ana@example.com");
        assertThat(keycloak.calls())
                .filteredOn(call -> call.startsWith("POST /admin"))
                .hasSize(1);
    }

    @RepeatedTest(100)
    void no_part_of_an_answer_is_missed_whatever_thread_asks() {
        assertThat(ask(identities(), "ana@example.com")).isNotBlank();
    }

    @Test
    void who_was_made_by_somebody_else_meanwhile_is_found() {
        keycloak.letSomeoneBeFaster();
        assertThat(ask(identities(), "ana@example.com"))
                .isEqualTo(keycloak.users().get("ana@example.com"));
    }

    @Test
    void without_address_or_secret_nobody_can_be_invited() {
        assertThatThrownBy(() -> ask(with(Optional.empty(), Optional.of("s&cret")), "a@example.com"))
                .isInstanceOf(IdentityProvider.NotConfigured.class);
        assertThatThrownBy(() -> ask(with(Optional.of(keycloak.url()), Optional.empty()), "a@example.com"))
                .isInstanceOf(IdentityProvider.NotConfigured.class);
        assertThat(keycloak.calls()).isEmpty();
    }

    @Test
    void a_keycloak_that_is_down_or_wrong_or_away_is_unavailable() throws Exception {
        assertThatThrownBy(() -> ask(with(Optional.of(keycloak.url()), Optional.of("wrong")), "a@example.com"))
                .isInstanceOf(IdentityProvider.Unavailable.class);
        keycloak.breakDown();
        assertThatThrownBy(() -> ask(identities(), "a@example.com")).isInstanceOf(IdentityProvider.Unavailable.class);
        var away = with(Optional.of("http://127.0.0.1:1"), Optional.of("s&cret"));
        assertThatThrownBy(() -> ask(away, "a@example.com")).isInstanceOf(IdentityProvider.Unavailable.class);
    }
}
