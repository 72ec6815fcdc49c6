package io.tidings.gateway.login;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A browser's session, as it travels in its sealed cookie.
 *
 * @param refreshToken good for one renewal
 * @param renewAt from when it is to be renewed at the issuer, milliseconds since 1970
 * @param freshUntil until when it is good without the issuer, milliseconds since 1970
 */
record Session(Person person, String refreshToken, long renewAt, long freshUntil) {

    /** @param seconds the issuer's {@code expires_in} */
    static Session of(Person person, String refreshToken, long now, long seconds, long renewBeforeMillis) {
        long lifetime = seconds * 1000;
        // A lifetime shorter than the margin would mean a renewal with every request.
        long renewIn = Math.max(lifetime - renewBeforeMillis, lifetime / 2);
        return new Session(person, refreshToken, now + renewIn, now + lifetime);
    }

    String text() {
        return new JsonObject()
                .put("s", person.subject())
                .put("n", person.name())
                .put("e", person.email())
                .put("r", refreshToken)
                .put("a", renewAt)
                .put("u", freshUntil)
                .encode();
    }

    /** Reads what {@link #text} wrote; null for anything else. */
    static @Nullable Session read(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            JsonObject json = new JsonObject(text);
            return new Session(
                    new Person(json.getString("s"), json.getString("n"), json.getString("e")),
                    json.getString("r"),
                    json.getLong("a"),
                    json.getLong("u"));
        } catch (DecodeException | ClassCastException | NullPointerException e) {
            // Of another version of this gateway.
            return null;
        }
    }
}
