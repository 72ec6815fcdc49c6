package io.tidings.tenant.member.adapter.keycloak;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;
import java.util.Optional;

/** Where people are known. Without a URL and a secret nobody can be invited. */
@ConfigMapping(prefix = "tidings.keycloak")
interface KeycloakSettings {

    /** Such as {@code http://localhost:8120}, without a slash at its end. */
    Optional<String> url();

    /** The realm people of this installation are in. */
    @WithDefault("tidings")
    String realm();

    /** A confidential client whose service account may manage users, and nothing else. */
    @WithDefault("tidings-admin")
    String clientId();

    /** Its secret. */
    Optional<String> clientSecret();

    /** For each call. */
    @WithDefault("PT5S")
    Duration timeout();
}
