package io.tidings.runtime.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.security.AuthenticationFailedException;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

class GatewayKeysTest {
    private static final Duration SELDOM = Duration.ofHours(1);

    @TempDir
    Path folder;

    private final OctetKeyPairJsonWebKey first = key("first");
    private final OctetKeyPairJsonWebKey second = key("second");

    private static OctetKeyPairJsonWebKey key(String id) {
        try {
            var pair = OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
            pair.setKeyId(id);
            return pair;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String publicSet(OctetKeyPairJsonWebKey... pairs) {
        return new JsonWebKeySet(pairs).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    private static String token(OctetKeyPairJsonWebKey pair, String audience) throws JoseException {
        var claims = new JwtClaims();
        claims.setIssuer("tidings-gateway");
        claims.setAudience(audience);
        claims.setSubject("operator");
        claims.setStringListClaim("permissions", List.of("*"));
        claims.setExpirationTimeMinutesInTheFuture(1);
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
        signature.setKeyIdHeaderValue(pair.getKeyId());
        signature.setKey(pair.getPrivateKey());
        return signature.getCompactSerialization();
    }

    @Test
    void a_key_that_was_added_is_accepted_beside_the_old_one_and_a_removed_one_is_not() throws Exception {
        var file = Files.writeString(folder.resolve("jwks"), publicSet(first));
        var keys = new GatewayKeys(file.toString(), SELDOM);
        var tokens = new InternalTokens(keys, "commerce");
        var ofFirst = token(first, "commerce");
        var ofSecond = token(second, "commerce");
        tokens.verify(ofFirst);
        assertThatThrownBy(() -> tokens.verify(ofSecond)).isInstanceOf(AuthenticationFailedException.class);

        Files.writeString(file, publicSet(second, first));
        assertThat(keys.readAgain()).isTrue();
        assertThat(tokens.verify(ofFirst)).isNotNull();
        assertThat(tokens.verify(ofSecond)).isNotNull();

        Files.writeString(file, publicSet(second));
        assertThat(keys.readAgain()).isTrue();
        assertThatThrownBy(() -> tokens.verify(ofFirst))
                .as("though it was verified before")
                .isInstanceOf(AuthenticationFailedException.class);
        assertThat(tokens.verify(ofSecond)).isNotNull();
    }

    @Test
    void a_token_for_another_service_is_refused() throws Exception {
        var file = Files.writeString(folder.resolve("jwks"), publicSet(first));
        var tokens = new InternalTokens(new GatewayKeys(file.toString(), SELDOM), "commerce");

        assertThatThrownBy(() -> tokens.verify(token(first, "billing")))
                .isInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    void what_cannot_be_read_leaves_the_known_keys_as_they_are() throws Exception {
        var file = Files.writeString(folder.resolve("jwks"), publicSet(first));
        var keys = new GatewayKeys(file.toString(), SELDOM);
        var tokens = new InternalTokens(keys, "commerce");

        for (var text : List.of("{\"keys\":[", "{\"keys\":[]}", "")) {
            Files.writeString(file, text);
            assertThat(keys.readAgain()).isFalse();
        }
        Files.delete(file);
        assertThat(keys.readAgain()).isFalse();

        assertThat(tokens.verify(token(first, "commerce"))).isNotNull();
    }

    @Test
    void a_service_does_not_start_without_its_file() {
        assertThatThrownBy(() -> new GatewayKeys(folder.resolve("none").toString(), SELDOM))
                .isInstanceOf(IOException.class);
    }

    @Test
    void the_gateway_itself_may_be_asked_and_may_start_later() throws Exception {
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/jwks", exchange -> {
            var body = publicSet(first).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        var keys = new GatewayKeys("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks", SELDOM);
        var tokens = new InternalTokens(keys, "commerce");
        assertThatThrownBy(() -> tokens.verify(token(first, "commerce")))
                .isInstanceOf(AuthenticationFailedException.class);

        server.start();
        try {
            assertThat(keys.readAgain()).isTrue();
            assertThat(tokens.verify(token(first, "commerce"))).isNotNull();
        } finally {
            server.stop(0);
        }
    }
}
