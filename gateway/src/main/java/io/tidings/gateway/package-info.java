/**
 * The only door of the suite: it finds out who is calling for which tenant, limits the rate, and hands the request on
 * to the service that owns the path together with a short-lived signed token.
 *
 * <p>Nothing here keeps state of its own: who may come in is read from the compacted directory topic.
 */
@NullMarked
package io.tidings.gateway;

import org.jspecify.annotations.NullMarked;
