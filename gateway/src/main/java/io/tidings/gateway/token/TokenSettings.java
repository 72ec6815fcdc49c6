package io.tidings.gateway.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.nio.file.Path;
import java.time.Duration;

/** How internal tokens are made. */
@ConfigMapping(prefix = "tidings.token")
interface TokenSettings {

    /** File with the private Ed25519 key as a JWK (RFC 8037); must not be readable for others. */
    Path key();

    /** How long a token is good for. */
    @WithDefault("60s")
    Duration lifetime();

    /** A token with less time left than this is not handed out again. */
    @WithDefault("20s")
    Duration renewBefore();
}
