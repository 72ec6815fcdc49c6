/** Shopify's order webhooks: bodies, signature, retries. */
@NullMarked
package io.tidings.simulator.shopify;

import org.jspecify.annotations.NullMarked;
