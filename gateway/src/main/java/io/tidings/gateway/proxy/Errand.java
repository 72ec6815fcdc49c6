package io.tidings.gateway.proxy;

import io.tidings.gateway.routing.RequestTarget;
import io.tidings.gateway.routing.Route;

/**
 * A request that was let in, with what has to travel along.
 *
 * @param authorization the internal token, as a field value
 */
public record Errand(RequestTarget target, Route route, Trace trace, String authorization) {}
