package io.tidings.gateway.login;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

import java.util.Locale;

import jakarta.inject.Singleton;

/**
 * Keeps other sites from acting with a browser's session. Browsers say where a request comes from, in
 * {@code Sec-Fetch-Site} and in {@code Origin}, and scripts cannot set either: a method that changes something needs one
 * that says "from here". A request that says neither is no browser's of this decade, and is refused with the rest.
 * Beside that the cookie is {@code SameSite=Lax}.
 */
@Singleton
class SameOrigin {
    private final String scheme;

    SameOrigin(LoginSettings settings) {
        this.scheme = settings.publicUrl().getScheme() + "://";
    }

    boolean mayAct(HttpServerRequest request) {
        HttpMethod method = request.method();
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD) || isFromHere(request);
    }

    private boolean isFromHere(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        String host = request.getHeader(HttpHeaders.HOST);
        return origin != null
                && host != null
                && origin.toLowerCase(Locale.ROOT).equals(scheme + host.toLowerCase(Locale.ROOT));
    }
}
