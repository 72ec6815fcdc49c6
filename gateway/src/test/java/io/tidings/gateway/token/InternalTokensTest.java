package io.tidings.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.gateway.directory.KeyEntry;
import io.tidings.gateway.directory.TenantEntry;
import io.tidings.gateway.resolution.Caller;
import io.tidings.gateway.routing.Service;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

class InternalTokensTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path folder;

    private final HandWoundClock clock = new HandWoundClock();
    private final TenantEntry tenant = new TenantEntry(UUID.randomUUID(), "bakery", "pro", true, List.of());
    private final KeyEntry key = new KeyEntry(
            UUID.randomUUID(), tenant.id(), "test", List.of("orders:*", "contacts:read"), 0, Long.MAX_VALUE);
    private final Caller caller = new Caller.KeyHolder(key, tenant);
    private OctetKeyPairJsonWebKey signingKey;
    private InternalTokens tokens;

    @BeforeEach
    void with_a_signing_key() throws Exception {
        signingKey = OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
        signingKey.setKeyId("k1");
        tokens = new InternalTokens(settings(signingKey.toJson(OutputControlLevel.INCLUDE_PRIVATE)), clock);
    }

    @Test
    void a_token_says_who_for_which_tenant_with_which_rights_at_which_service() throws Exception {
        JwtContext context = read(tokens.authorization(caller, Service.COMMERCE), "commerce");

        assertThat(context.getJoseObjects().getFirst().getHeader("alg")).isEqualTo("EdDSA");
        assertThat(context.getJoseObjects().getFirst().getKeyIdHeaderValue()).isEqualTo("k1");
        JwtClaims claims = context.getJwtClaims();
        assertThat(claims.getIssuer()).isEqualTo("tidings-gateway");
        assertThat(claims.getSubject()).isEqualTo("key:" + key.id());
        assertThat(claims.getStringClaimValue("tenant")).isEqualTo(tenant.id().toString());
        assertThat(claims.getStringClaimValue("kind")).isEqualTo("key");
        assertThat(claims.getStringListClaimValue("permissions")).containsExactly("orders:*", "contacts:read");
        assertThat(claims.getStringClaimValue("plan")).isEqualTo("pro");
        assertThat(claims.getStringClaimValue("mode")).isEqualTo("test");
        assertThat(claims.getIssuedAt().getValue()).isEqualTo(START.getEpochSecond());
        assertThat(claims.getExpirationTime().getValue()).isEqualTo(START.getEpochSecond() + 60);
    }

    @Test
    void a_token_is_for_one_service_only() {
        String forCommerce = tokens.authorization(caller, Service.COMMERCE);

        assertThatThrownBy(() -> read(forCommerce, "billing")).isInstanceOf(InvalidJwtException.class);
    }

    @Test
    void operator_and_webhooks_have_no_tenant() throws Exception {
        JwtClaims operator = read(tokens.authorization(new Caller.Operator(), Service.TENANT), "tenant")
                .getJwtClaims();
        JwtClaims webhook = read(tokens.authorization(new Caller.WebhookSender(), Service.MESSAGING), "messaging")
                .getJwtClaims();

        assertThat(operator.hasClaim("tenant")).isFalse();
        assertThat(operator.getSubject()).isEqualTo("operator");
        assertThat(operator.getStringListClaimValue("permissions")).containsExactly("*");
        assertThat(webhook.hasClaim("tenant")).isFalse();
        assertThat(webhook.getSubject()).isEqualTo("webhook");
        assertThat(webhook.getStringListClaimValue("permissions")).containsExactly("webhooks:receive");
    }

    @Test
    void a_token_is_used_again_until_20_seconds_before_its_end() {
        String first = tokens.authorization(caller, Service.COMMERCE);

        clock.advance(39);
        assertThat(tokens.authorization(caller, Service.COMMERCE)).isSameAs(first);
        clock.advance(1);
        assertThat(tokens.authorization(caller, Service.COMMERCE)).isNotEqualTo(first);
    }

    @Test
    void a_changed_key_or_tenant_has_a_new_token_at_once() throws Exception {
        tokens.authorization(caller, Service.COMMERCE);
        KeyEntry fewer = new KeyEntry(key.id(), tenant.id(), "test", List.of("orders:read"), 0, Long.MAX_VALUE);

        String next = tokens.authorization(new Caller.KeyHolder(fewer, tenant), Service.COMMERCE);

        assertThat(read(next, "commerce").getJwtClaims().getStringListClaimValue("permissions"))
                .containsExactly("orders:read");
    }

    @Test
    void what_was_not_used_lately_is_forgotten() {
        tokens.authorization(caller, Service.COMMERCE);
        clock.advance(41);
        tokens.authorization(caller, Service.BILLING);

        tokens.forgetOld();

        assertThat(tokens.size()).isOne();
    }

    @Test
    void a_file_without_a_private_key_stops_the_start_without_showing_it() throws Exception {
        String publicOnly = signingKey.toJson(OutputControlLevel.PUBLIC_ONLY);

        assertThatThrownBy(() -> new InternalTokens(settings(publicOnly), clock))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining(signingKey
                        .toParams(OutputControlLevel.PUBLIC_ONLY)
                        .get("x")
                        .toString());
        assertThatThrownBy(() -> new InternalTokens(settings("not json"), clock))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("not json");
    }

    @Test
    void a_changed_file_changes_the_key_after_the_services_could_read_it() throws Exception {
        Path file = Files.createTempFile(folder, "key", ".jwk");
        Files.writeString(file, signingKey.toJson(OutputControlLevel.INCLUDE_PRIVATE));
        tokens = new InternalTokens(
                new Settings(file, Duration.ofSeconds(15), Duration.ofSeconds(60), Duration.ofSeconds(20)), clock);
        OctetKeyPairJsonWebKey fresh = OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
        fresh.setKeyId("k2");
        Files.writeString(file, new JsonWebKeySet(fresh, signingKey).toJson(OutputControlLevel.INCLUDE_PRIVATE));

        tokens.readKeys();

        assertThat(tokens.publishedKeys()).contains("k1", "k2").doesNotContain("\"d\"");
        assertThat(keyId(tokens.authorization(caller, Service.COMMERCE))).isEqualTo("k1");
        clock.advance(15);
        assertThat(keyId(tokens.authorization(caller, Service.BILLING))).isEqualTo("k2");

        Files.writeString(file, "half a fi");
        tokens.readKeys();
        assertThat(keyId(tokens.authorization(caller, Service.TENANT))).isEqualTo("k2");
    }

    private static String keyId(String authorization) throws Exception {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setCompactSerialization(authorization.substring("Bearer ".length()));
        return signature.getKeyIdHeaderValue();
    }

    private JwtContext read(String authorization, String audience) throws InvalidJwtException {
        return new JwtConsumerBuilder()
                .setVerificationKey(signingKey.getPublicKey())
                .setExpectedAudience(audience)
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .build()
                .process(authorization.substring("Bearer ".length()));
    }

    private TokenSettings settings(String jwk) throws IOException {
        Path file = Files.createTempFile(folder, "key", ".jwk");
        Files.writeString(file, jwk);
        return new Settings(file, Duration.ofSeconds(15), Duration.ofSeconds(60), Duration.ofSeconds(20));
    }

    private record Settings(Path key, Duration overlap, Duration lifetime, Duration renewBefore)
            implements TokenSettings {}

    private static final class HandWoundClock extends Clock {
        private Instant now = START;

        void advance(long seconds) {
            now = now.plusSeconds(seconds);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
