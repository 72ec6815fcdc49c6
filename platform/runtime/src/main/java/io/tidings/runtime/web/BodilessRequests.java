package io.tidings.runtime.web;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import java.util.Objects;
import java.util.Set;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/**
 * Nobody names the type of a body that is not there. Without this such a request would be refused for its type also where
 * the body may be absent; now it is read as absent, and refused only where something is missing ({@code request.invalid}).
 */
class BodilessRequests {
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    @ServerRequestFilter(preMatching = true)
    public void read(ContainerRequestContext request) {
        if (WITH_BODY.contains(request.getMethod())
                && request.getHeaderString(HttpHeaders.CONTENT_TYPE) == null
                && request.getHeaderString("Transfer-Encoding") == null
                && "0".equals(Objects.requireNonNullElse(request.getHeaderString(HttpHeaders.CONTENT_LENGTH), "0"))) {
            request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        }
    }
}
