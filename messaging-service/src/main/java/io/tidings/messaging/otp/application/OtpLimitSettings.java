package io.tidings.messaging.otp.application;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;

/** What keeps codes from being guessed, and phones and budgets from being flooded. All per tenant. */
@ConfigMapping(prefix = "tidings.otp")
public interface OtpLimitSettings {

    /** Codes a phone may be sent in 24 hours. */
    @WithDefault("20")
    int perDestination();

    /** Codes a client address may ask for in an hour. */
    @WithDefault("20")
    int perAddress();

    /** Codes to one dialling prefix in an hour. */
    @WithDefault("2000")
    int perPrefix();

    /** Codes of the tenant in an hour. */
    @WithDefault("20000")
    int perTenant();

    /** Wrong codes for a phone, over all its codes, until it is locked; a right one forgives them. */
    @WithDefault("15")
    int mostFailures();

    /** How long it stays locked, and how long wrong codes are remembered. */
    @WithDefault("PT1H")
    Duration lock();

    /** The breaker looks at the last codes to a prefix that have had their time; fewer than this tell nothing. */
    @WithDefault("50")
    int breakerSample();

    /** It opens when fewer of them than this percentage were used. */
    @WithDefault("10")
    int breakerPercent();

    /** How old codes it looks at may be: it closes when they are older. */
    @WithDefault("PT1H")
    Duration breakerWindow();

    /** Keys of the hashes as {@code version:base64}, parted by commas, 32 bytes each. The highest version makes new ones. */
    String keys();
}
