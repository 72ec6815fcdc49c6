package io.tidings.gateway.token;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpHeaders;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** {@code GET /jwks} on the management port: the keys the services check internal tokens with. */
@Singleton
class PublishedKeys {
    private final InternalTokens tokens;

    PublishedKeys(InternalTokens tokens) {
        this.tokens = tokens;
    }

    void serve(@Observes ManagementInterface management) {
        management
                .router()
                .get("/jwks")
                .handler(context -> context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/jwk-set+json")
                        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                        .end(tokens.publishedKeys()));
    }
}
