/**
 * The published language of Tidings: one record per event, their JSON Schemas and the topic names. JDK types only.
 *
 * <p>A package below this one is named after the service that publishes its events; only that service constructs them.
 * Money is an amount in minor units (ISO 4217 exponent) with its currency code, phones are E.164, times are UTC instants.
 */
@NullMarked
package io.tidings.contracts;

import org.jspecify.annotations.NullMarked;
