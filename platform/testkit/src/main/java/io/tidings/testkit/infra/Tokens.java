package io.tidings.testkit.infra;

import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/** Internal tokens as the gateway makes them, signed with the key of this test run. */
public final class Tokens {
    private static final String KEY = "tidings.test.key";

    private Tokens() {}

    static String generate() {
        try {
            var pair = OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
            pair.setKeyId("test");
            System.setProperty(KEY, pair.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
            return new JsonWebKeySet(pair).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A key of {@code tenant} with these permissions, for {@code service} such as {@code commerce}. */
    public static String ofTenant(String service, UUID tenant, String... permissions) {
        return sign(service, "key:" + tenant, "key", tenant, List.of(permissions), 60);
    }

    /** As {@link #ofTenant}, by a key that begins with {@code tdg_test_}. */
    public static String ofTestKey(String service, UUID tenant, String... permissions) {
        return sign(service, "key:test:" + tenant, "key", "test", tenant, List.of(permissions), 60);
    }

    /** The operator: everything, no tenant. */
    public static String ofOperator(String service) {
        return sign(service, "operator", "operator", null, List.of("*"), 60);
    }

    /** A provider's webhook as the gateway passes it on. */
    public static String ofWebhook(String service) {
        return sign(service, "webhook", "webhook", null, List.of("webhooks:receive"), 60);
    }

    /** Any token; a negative life makes one that has expired. */
    public static String sign(
            String audience,
            String subject,
            String kind,
            @Nullable UUID tenant,
            List<String> permissions,
            int secondsToLive) {
        return sign(audience, subject, kind, "live", tenant, permissions, secondsToLive);
    }

    private static String sign(
            String audience,
            String subject,
            String kind,
            String mode,
            @Nullable UUID tenant,
            List<String> permissions,
            int secondsToLive) {
        try {
            var claims = new JwtClaims();
            claims.setIssuer("tidings-gateway");
            claims.setAudience(audience);
            claims.setSubject(subject);
            claims.setClaim("kind", kind);
            if (tenant != null) {
                claims.setClaim("tenant", tenant.toString());
            }
            claims.setStringListClaim("permissions", permissions);
            claims.setClaim("plan", "pro");
            claims.setClaim("mode", mode);
            claims.setIssuedAtToNow();
            claims.setExpirationTimeMinutesInTheFuture(secondsToLive / 60f);
            var key = (PublicJsonWebKey) JsonWebKey.Factory.newJwk(System.getProperty(KEY));
            var jws = new JsonWebSignature();
            jws.setPayload(claims.toJson());
            jws.setKey(key.getPrivateKey());
            jws.setKeyIdHeaderValue(key.getKeyId());
            jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
