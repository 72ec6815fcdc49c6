package io.tidings.gateway.token;

import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;

/**
 * The private key and the id under which the services know its public half.
 *
 * @param id {@code kid} of the key file, else its RFC 7638 thumbprint
 */
record SigningKey(Key key, String id) {

    /** @throws IllegalStateException when the file holds no private Ed25519 key; the message never quotes it */
    static SigningKey read(Path file) {
        try {
            PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(Files.readString(file));
            if (jwk.getPrivateKey() == null || !OctetKeyPairJsonWebKey.KEY_TYPE.equals(jwk.getKeyType())) {
                throw new IllegalStateException("tidings.token.key holds no private Ed25519 key");
            }
            String id = jwk.getKeyId() == null ? jwk.calculateBase64urlEncodedThumbprint("SHA-256") : jwk.getKeyId();
            return new SigningKey(jwk.getPrivateKey(), id);
        } catch (IOException | JoseException e) {
            throw new IllegalStateException(
                    "tidings.token.key cannot be read as a JWK: " + e.getClass().getSimpleName());
        }
    }

    @Override
    public String toString() {
        return "SigningKey[" + JsonWebKey.KEY_ID_PARAMETER + "=" + id + "]";
    }
}
