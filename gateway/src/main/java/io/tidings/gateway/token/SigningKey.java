package io.tidings.gateway.token;

import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.util.ArrayList;
import java.util.List;

/**
 * A private key and the id under which the services know its public half.
 *
 * @param id {@code kid} of the key file, else its RFC 7638 thumbprint
 * @param pair both halves
 */
record SigningKey(String id, PublicJsonWebKey pair) {

    /**
     * Reads a file with one JWK, or with a set of them of which the first is to sign.
     *
     * @throws IllegalStateException when the file holds anything but private Ed25519 keys; the message never quotes it
     */
    static List<SigningKey> read(Path file) {
        try {
            String text = Files.readString(file);
            List<JsonWebKey> found = text.contains("\"keys\"")
                    ? new JsonWebKeySet(text).getJsonWebKeys()
                    : List.of(JsonWebKey.Factory.newJwk(text));
            List<SigningKey> keys = new ArrayList<>();
            for (JsonWebKey each : found) {
                keys.add(of(each));
            }
            if (keys.isEmpty()) {
                throw noKey();
            }
            return List.copyOf(keys);
        } catch (IOException | JoseException e) {
            throw new IllegalStateException(
                    "tidings.token.key cannot be read as a JWK: " + e.getClass().getSimpleName());
        }
    }

    private static SigningKey of(JsonWebKey jwk) throws JoseException {
        if (!(jwk instanceof PublicJsonWebKey pair)
                || pair.getPrivateKey() == null
                || !OctetKeyPairJsonWebKey.KEY_TYPE.equals(pair.getKeyType())) {
            throw noKey();
        }
        if (pair.getKeyId() == null) {
            pair.setKeyId(pair.calculateBase64urlEncodedThumbprint("SHA-256"));
        }
        return new SigningKey(pair.getKeyId(), pair);
    }

    private static IllegalStateException noKey() {
        return new IllegalStateException("tidings.token.key holds no private Ed25519 key");
    }

    Key key() {
        return pair.getPrivateKey();
    }

    @Override
    public String toString() {
        return "SigningKey[" + JsonWebKey.KEY_ID_PARAMETER + "=" + id + "]";
    }
}
