package io.tidings.simulator.shopify;

import java.time.Duration;

/**
 * How deliveries are made.
 *
 * @param retryBase pause before the first retry, doubled for each further one; Shopify itself spreads its 8 retries
 *     over 4 hours
 */
public record ShopifySettings(Duration retryBase) {

    /** A webhook is tried once and then this many times again. */
    static final int RETRIES = 8;

    /** Shopify waits no longer for an answer. */
    static final Duration DEADLINE = Duration.ofSeconds(5);

    /** The version named in the headers. */
    static final String API_VERSION = "2026-10";
}
