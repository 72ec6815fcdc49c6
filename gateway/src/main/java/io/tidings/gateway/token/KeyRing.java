package io.tidings.gateway.token;

import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which key signs, and which are published. A new key is published at once and signs only when the services have had the
 * time to read it; an old one stays published until no token of it can be around. So no token is ever of an unknown key.
 */
final class KeyRing {
    private final Clock clock;
    private final Duration overlap;
    private final Duration afterlife;
    private final Map<SigningKey, Instant> retired = new LinkedHashMap<>();
    private List<SigningKey> listed;
    private SigningKey signing;
    private @Nullable SigningKey next;
    private Instant nextFrom = Instant.MAX;

    /**
     * @param keys the first signs from the beginning
     * @param overlap between publishing a key and signing with it
     * @param afterlife how long a key is published after it last signed
     */
    KeyRing(List<SigningKey> keys, Clock clock, Duration overlap, Duration afterlife) {
        this.listed = keys;
        this.signing = keys.getFirst();
        this.clock = clock;
        this.overlap = overlap;
        this.afterlife = afterlife;
    }

    /** Takes over what the file says now. */
    synchronized void replace(List<SigningKey> keys) {
        SigningKey wanted = keys.getFirst();
        if (wanted.id().equals(signing.id())) {
            next = null;
        } else if (next == null || !next.id().equals(wanted.id())) {
            next = wanted;
            nextFrom = clock.instant().plus(overlap);
        }
        listed.forEach(key -> {
            if (isNotIn(keys, key)) {
                retired.put(key, clock.instant().plus(afterlife));
            }
        });
        listed = keys;
    }

    /** The key to sign with now. */
    synchronized SigningKey current() {
        if (next != null && !clock.instant().isBefore(nextFrom)) {
            retired.put(signing, nextFrom.plus(afterlife));
            signing = next;
            next = null;
        }
        return signing;
    }

    /** The public halves as a JWKS (RFC 7517). */
    synchronized String published() {
        current(); // where nobody calls, nothing else would notice that it is time for the next key
        Instant now = clock.instant();
        retired.values().removeIf(until -> until.isBefore(now));
        Map<String, JsonWebKey> all = new LinkedHashMap<>();
        listed.forEach(key -> all.put(key.id(), key.pair()));
        all.putIfAbsent(signing.id(), signing.pair());
        retired.keySet().forEach(key -> all.putIfAbsent(key.id(), key.pair()));
        return new JsonWebKeySet(new ArrayList<>(all.values())).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    private static boolean isNotIn(List<SigningKey> keys, SigningKey key) {
        return keys.stream().noneMatch(other -> other.id().equals(key.id()));
    }
}
