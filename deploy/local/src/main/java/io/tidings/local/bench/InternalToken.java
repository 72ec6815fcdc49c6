package io.tidings.local.bench;

import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The token with which the gateway tells a service who calls, for whoever stands in for the gateway in a measurement. */
final class InternalToken {
    /** Services accept at most five minutes. */
    private static final Duration LIFETIME = Duration.ofMinutes(4).plusSeconds(30);

    private InternalToken() {}

    /**
     * @param state the suite's folder, where the signing key is
     * @param service the only one that accepts it: {@code commerce}
     */
    static String sign(Path state, Shop shop, String service) throws IOException, JoseException {
        PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(
                Files.readString(state.resolve("secrets").resolve("internal.jwk")));
        Instant now = Instant.now();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("tidings-gateway");
        claims.setAudience(service);
        claims.setSubject("key:" + shop.keyId());
        claims.setStringClaim("kind", "key");
        claims.setStringClaim("tenant", shop.tenant());
        claims.setStringClaim("plan", "enterprise");
        claims.setStringClaim("mode", "live");
        claims.setStringListClaim("permissions", List.of("*"));
        claims.setIssuedAt(NumericDate.fromMilliseconds(now.toEpochMilli()));
        claims.setExpirationTime(NumericDate.fromMilliseconds(now.plus(LIFETIME).toEpochMilli()));
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setKey(key.getPrivateKey());
        signature.setPayload(claims.toJson());
        return signature.getCompactSerialization();
    }
}
