package io.tidings.gateway.login;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Somebody is logging in: what the browser keeps meanwhile, so that only the browser that began can end it.
 *
 * @param state comes back with the code (RFC 6749 section 10.12); on a tenant's host, with the ticket, hashed
 * @param nonce comes back in the ID token
 * @param verifier proves to the issuer that the code is ours (RFC 7636)
 * @param landing path to go to afterwards
 * @param arrival tenant's host the login is for; empty for the gateway's own
 * @param hand what that host knows its browser by: the hash of its own attempt's state; empty as above
 * @param until milliseconds since 1970
 */
record Attempt(String state, String nonce, String verifier, String landing, String arrival, String hand, long until) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 32;

    static Attempt begin(String landing, String arrival, String hand, long until) {
        return new Attempt(random(), random(), random(), landing, arrival, hand, until);
    }

    /** {@code code_challenge} with the method S256. */
    String challenge() {
        return hash(verifier);
    }

    /** SHA-256, base64url: 43 characters. */
    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static boolean same(@Nullable String one, String other) {
        return one != null
                && MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    String text() {
        return new JsonObject()
                .put("s", state)
                .put("n", nonce)
                .put("v", verifier)
                .put("l", landing)
                .put("a", arrival)
                .put("h", hand)
                .put("u", until)
                .encode();
    }

    /** Reads what {@link #text} wrote; null for anything else. */
    static @Nullable Attempt read(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            JsonObject json = new JsonObject(text);
            return new Attempt(
                    json.getString("s"),
                    json.getString("n"),
                    json.getString("v"),
                    json.getString("l"),
                    json.getString("a"),
                    json.getString("h"),
                    json.getLong("u"));
        } catch (DecodeException | ClassCastException | NullPointerException e) {
            return null;
        }
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
