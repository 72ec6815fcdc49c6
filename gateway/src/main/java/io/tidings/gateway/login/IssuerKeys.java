package io.tidings.gateway.login;

import io.vertx.core.Future;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

import java.security.Key;
import java.security.PublicKey;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * The issuer's public keys by their id. An unknown id means that the issuer has changed keys, or that somebody made it
 * up: the keys are read anew, but not more often than {@code tidings.login.keys-pause}, and once for all who wait.
 */
@Singleton
class IssuerKeys {
    private static final Logger LOG = Logger.getLogger(IssuerKeys.class);

    private final Issuer issuer;
    private final LoginSettings settings;
    private final Clock clock;
    private volatile Map<String, Key> keys = Map.of();
    private long readAt = Long.MIN_VALUE / 2;
    private @Nullable Future<Map<String, Key>> reading;

    @Inject
    IssuerKeys(Issuer issuer, LoginSettings settings) {
        this(issuer, settings, Clock.systemUTC());
    }

    IssuerKeys(Issuer issuer, LoginSettings settings, Clock clock) {
        this.issuer = issuer;
        this.settings = settings;
        this.clock = clock;
    }

    /** The key of that id, or null when the issuer has none. Fails when the issuer cannot be asked and must be. */
    Future<@Nullable Key> key(String id) {
        Key key = keys.get(id);
        return key != null ? Future.succeededFuture(key) : readAgain().map(read -> read.get(id));
    }

    /** False once the issuer has withdrawn it, as far as is known here. */
    boolean isCurrent(String id) {
        return keys.containsKey(id);
    }

    private synchronized Future<Map<String, Key>> readAgain() {
        Future<Map<String, Key>> underWay = reading;
        if (underWay != null && !underWay.isComplete()) {
            return underWay;
        }
        long now = clock.millis();
        if (now - readAt < settings.keysPause().toMillis()) {
            return keys.isEmpty()
                    ? Future.failedFuture(new IllegalStateException("The login service's keys could not be read"))
                    : Future.succeededFuture(keys);
        }
        readAt = now;
        Future<Map<String, Key>> read = issuer.keys()
                .map(IssuerKeys::parsed)
                .onSuccess(found -> keys = found)
                .onFailure(failure -> LOG.warnf(
                        "login.keys-unreadable cause=%s", failure.getClass().getSimpleName()));
        reading = read;
        return read;
    }

    /** Those for signatures; a set may also have keys for encryption, and kinds this reader does not know. */
    private static Map<String, Key> parsed(String json) {
        try {
            Map<String, Key> found = new HashMap<>();
            for (JsonWebKey key : new JsonWebKeySet(json).getJsonWebKeys()) {
                boolean signs = key.getUse() == null || key.getUse().equals("sig");
                if (signs && key.getKeyId() != null && key.getKey() instanceof PublicKey) {
                    found.put(key.getKeyId(), key.getKey());
                }
            }
            return Map.copyOf(found);
        } catch (JoseException e) {
            throw new IllegalStateException("The login service's keys cannot be read", e);
        }
    }
}
