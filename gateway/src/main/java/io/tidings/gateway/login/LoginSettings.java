package io.tidings.gateway.login;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Who says who people are, and how they stay known. Without an issuer nobody logs in and API keys work as ever. */
@ConfigMapping(prefix = "tidings.login")
interface LoginSettings {

    /** The realm's address, exactly as its tokens name it ({@code iss}); its metadata is read from there. */
    Optional<URI> issuer();

    /** What access tokens must be meant for. */
    @WithDefault("tidings-api")
    String audience();

    /** The one signature algorithm that is accepted, as the realm signs: RS256, ES256 or EdDSA. */
    @WithDefault("RS256")
    String algorithm();

    /** As which client the browser's login is done. */
    @WithDefault("tidings-web")
    String clientId();

    /** That client's secret. Without it there is no login for browsers. */
    Optional<String> clientSecret();

    /** 32 bytes, base64: session cookies are sealed with it. The same for all replicas. Needed for browsers. */
    Optional<String> cookieKey();

    /** Where browsers find this gateway. Plain http is accepted for localhost only. */
    @WithDefault("http://localhost:8080")
    URI publicUrl();

    /** Path to go to after a login that does not say where. */
    @WithDefault("/api/v1/me")
    String landing();

    /** How far the clocks of the issuer and this machine may differ. */
    @WithDefault("10s")
    Duration leeway();

    /** An unknown key id makes the keys be read anew, at most once in this time. */
    @WithDefault("5s")
    Duration keysPause();

    /** How long somebody may take to log in. */
    @WithDefault("10m")
    Duration attempt();

    /** A session is renewed at the issuer when its access token has less than this left. */
    @WithDefault("60s")
    Duration renewBefore();

    /** How long the issuer may take for an answer. */
    @WithDefault("3s")
    Duration timeout();
}
