package io.tidings.gateway.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.nio.file.Path;
import java.time.Duration;

/** How internal tokens are made. */
@ConfigMapping(prefix = "tidings.token")
interface TokenSettings {

    /**
     * File with the private Ed25519 key as a JWK (RFC 8037), or a JWK Set of which the first signs; read again when it changes.
     * Must not be readable for others.
     */
    Path key();

    /** How long a new key is published before it signs: longer than the services take to read the published keys again. */
    @WithDefault("15s")
    Duration overlap();

    /** How long a token is good for. */
    @WithDefault("60s")
    Duration lifetime();

    /** A token with less time left than this is not handed out again. */
    @WithDefault("20s")
    Duration renewBefore();
}
