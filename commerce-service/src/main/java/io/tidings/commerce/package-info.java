/**
 * Stores, orders, packing and shipments. Orders come by API, from a shop's webhooks and from outside producers over the
 * ingress topic; what happens to them is published on {@code tidings.commerce}. This service sends nothing to anybody.
 */
@NullMarked
package io.tidings.commerce;

import org.jspecify.annotations.NullMarked;
