package io.tidings.runtime.security;

import io.quarkus.security.AuthenticationFailedException;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.web.TokenPrincipal;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

/**
 * Verifies the gateway's tokens: EdDSA by a key of the published set, issuer {@code tidings-gateway}, audience this
 * service, not expired. The gateway uses one token for many requests, so a verified one is remembered until it expires.
 */
@Singleton
class InternalTokens {
    private static final int REMEMBERED = 2_000;

    /** A verified token. */
    record Verified(TokenPrincipal principal, List<String> permissions, Instant expires) {}

    private final GatewayKeys keys;
    private final JwtConsumer consumer;
    private volatile Object generation;
    private final Map<String, Verified> verified = new ConcurrentHashMap<>();

    InternalTokens(GatewayKeys keys, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.keys = keys;
        this.generation = keys.generation();
        consumer = new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA)
                .setVerificationKeyResolver(keys)
                .setExpectedIssuer("tidings-gateway")
                .setExpectedAudience(service)
                .setRequireSubject()
                .setRequireExpirationTime()
                .setMaxFutureValidityInMinutes(5)
                .setAllowedClockSkewInSeconds(5)
                .build();
    }

    /** The token's content; fails with {@link AuthenticationFailedException} when it is not ours or not in time. */
    Verified verify(String token) {
        if (generation != keys.generation()) {
            // what a key vouched for that is gone is worth nothing
            verified.clear();
            generation = keys.generation();
        }
        var known = verified.get(token);
        if (known != null && Instant.now().isBefore(known.expires())) {
            return known;
        }
        try {
            var fresh = read(consumer.processToClaims(token));
            if (verified.size() >= REMEMBERED) {
                verified.clear(); // they live for a minute: starting over is cheaper than keeping an order
            }
            verified.put(token, fresh);
            return fresh;
        } catch (InvalidJwtException | MalformedClaimException | IllegalArgumentException e) {
            throw new AuthenticationFailedException("Not a valid internal token");
        }
    }

    private static Verified read(JwtClaims claims) throws MalformedClaimException {
        var tenant = Optional.ofNullable(claims.getStringClaimValue("tenant")).map(TenantId::of);
        var principal = new TokenPrincipal(
                claims.getSubject(),
                text(claims, "kind", "key"),
                tenant,
                text(claims, "plan", "free"),
                text(claims, "mode", "live"),
                List.copyOf(claims.getStringListClaimValue("permissions")));
        return new Verified(
                principal,
                principal.permissions(),
                Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
    }

    private static String text(JwtClaims claims, String name, String otherwise) throws MalformedClaimException {
        var value = claims.getStringClaimValue(name);
        return value == null ? otherwise : value;
    }
}
