/**
 * The outside world on one port: the WhatsApp Cloud API and Shopify as real HTTP servers that speak the providers' own
 * protocols, keep a journal of all they saw, and fail on demand. Everything but file access happens on one event loop,
 * so no state here is locked.
 */
@NullMarked
package io.tidings.simulator;

import org.jspecify.annotations.NullMarked;
