package io.tidings.gateway.proxy;

import io.tidings.gateway.routing.Service;
import io.vertx.core.http.RequestOptions;

/**
 * One service as the proxy sees it.
 *
 * @param target host, port and timeouts, shared by all requests
 */
record Upstream(Service service, RequestOptions target, CircuitBreaker breaker) {}
