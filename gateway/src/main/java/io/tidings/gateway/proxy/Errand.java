package io.tidings.gateway.proxy;

import io.tidings.gateway.network.Origin;
import io.tidings.gateway.routing.RequestTarget;
import io.tidings.gateway.routing.Route;

/**
 * A request that was let in, with what has to travel along.
 *
 * @param origin where it comes from
 * @param authorization the internal token, as a field value
 */
public record Errand(RequestTarget target, Route route, Trace trace, Origin origin, String authorization) {}
