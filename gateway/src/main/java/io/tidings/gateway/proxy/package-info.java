/** Handing requests on: header hygiene, body limits, timeouts, circuit breakers. */
@NullMarked
package io.tidings.gateway.proxy;

import org.jspecify.annotations.NullMarked;
