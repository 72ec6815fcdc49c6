package io.tidings.gateway.login;

import io.vertx.core.Future;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

import java.security.Key;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Checks tokens of the issuer (RFC 9068, RFC 8725): one algorithm, a key of the issuer's by its id, issuer, audience, both
 * times. A checked access token is remembered until it expires, so that a client that sends it with every request pays
 * for one signature.
 */
@Singleton
class IssuedTokens {
    private static final int LONGEST = 8192;
    private static final int REMEMBERED = 2_000;

    /** It is not a token of the issuer for this audience and this time. */
    static final class Unacceptable extends RuntimeException {
        Unacceptable() {
            super("not acceptable", null, false, false);
        }
    }

    private record Known(Person person, String keyId, long until) {}

    private record Checked(JwtClaims claims, String keyId) {}

    private final IssuerKeys keys;
    private final LoginSettings settings;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    @Inject
    IssuedTokens(IssuerKeys keys, LoginSettings settings) {
        this(keys, settings, Clock.systemUTC());
    }

    IssuedTokens(IssuerKeys keys, LoginSettings settings, Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    /** The person an access token speaks for; fails with {@link Unacceptable}, or otherwise when the issuer is needed and away. */
    Future<Person> bearer(String token) {
        long now = clock.millis();
        Known remembered = known.get(token);
        if (remembered != null && remembered.until > now && keys.isCurrent(remembered.keyId)) {
            return Future.succeededFuture(remembered.person);
        }
        return check(token, settings.audience()).map(checked -> {
            Person person = person(checked.claims);
            if (known.size() >= REMEMBERED) {
                // They live for minutes: starting over is cheaper than keeping an order.
                known.clear();
            }
            known.put(token, new Known(person, checked.keyId, expiry(checked.claims)));
            return person;
        });
    }

    /** The person a browser's login was for. @param nonce what the login was begun with; null after a renewal */
    Future<Person> login(String idToken, @Nullable String nonce) {
        return check(idToken, settings.clientId()).map(checked -> {
            if (nonce != null && !nonce.equals(checked.claims.getClaimValue("nonce"))) {
                throw new Unacceptable();
            }
            return person(checked.claims);
        });
    }

    private Future<Checked> check(String token, String audience) {
        String keyId = token.length() > LONGEST ? null : keyId(token);
        if (keyId == null) {
            return Future.failedFuture(new Unacceptable());
        }
        return keys.key(keyId).map(key -> {
            if (key == null) {
                throw new Unacceptable();
            }
            return new Checked(claims(token, audience, key), keyId);
        });
    }

    /** The id of the key it claims to be signed with; null when it is no token, or of another algorithm. */
    private @Nullable String keyId(String token) {
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setCompactSerialization(token);
            return settings.algorithm().equals(signature.getAlgorithmHeaderValue())
                    ? signature.getKeyIdHeaderValue()
                    : null;
        } catch (JoseException e) {
            return null;
        }
    }

    private JwtClaims claims(String token, String audience, Key key) {
        try {
            return new JwtConsumerBuilder()
                    .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, settings.algorithm())
                    .setVerificationKey(key)
                    .setExpectedIssuer(
                            true, settings.issuer().map(Object::toString).orElse(""))
                    .setExpectedAudience(audience)
                    .setRequireSubject()
                    .setRequireIssuedAt()
                    .setRequireExpirationTime()
                    .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                    .setAllowedClockSkewInSeconds((int) settings.leeway().toSeconds())
                    .build()
                    .processToClaims(token);
        } catch (InvalidJwtException e) {
            throw new Unacceptable();
        }
    }

    private static Person person(JwtClaims claims) {
        try {
            return new Person(
                    claims.getSubject(), claims.getStringClaimValue("name"), claims.getStringClaimValue("email"));
        } catch (MalformedClaimException e) {
            throw new Unacceptable();
        }
    }

    private static long expiry(JwtClaims claims) {
        try {
            return claims.getExpirationTime().getValueInMillis();
        } catch (MalformedClaimException e) {
            throw new Unacceptable();
        }
    }
}
