package io.tidings.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;

class SecretsTest {
    @TempDir
    Path folder;

    @Test
    void only_their_owner_may_read_them() throws Exception {
        Secrets secrets = Secrets.open(folder.resolve("secrets"));
        secrets.encryptionKey();
        secrets.databasePassword("postgres");
        secrets.whatsAppAppSecret();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secrets"))))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(folder.resolve("secrets"))) {
            assertThat(files)
                    .hasSizeGreaterThanOrEqualTo(6)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void they_are_made_once() {
        Secrets first = Secrets.open(folder);
        Secrets second = Secrets.open(folder);
        assertThat(second.operatorKey()).isEqualTo(first.operatorKey()).matches("tdg_operator_[0-9A-Za-z]{40}");
        assertThat(second.encryptionKey()).isEqualTo(first.encryptionKey());
        assertThat(Base64.getDecoder().decode(first.encryptionKey())).hasSize(32);
        assertThat(Base64.getDecoder().decode(first.cookieKey()))
                .hasSize(32)
                .isNotEqualTo(Base64.getDecoder().decode(first.encryptionKey()));
        assertThat(first.loginClientSecret())
                .isNotEqualTo(first.keycloakClientSecret())
                .hasSize(40);
        assertThat(first.databasePassword("a")).isNotEqualTo(first.databasePassword("b"));
        assertThat(first.operatorKeySha256()).matches("[0-9a-f]{64}");
    }

    @Test
    void what_the_private_key_signs_the_public_one_accepts() throws Exception {
        Secrets secrets = Secrets.open(folder);
        JsonNode own = new ObjectMapper().readTree(secrets.internalKey().toFile());
        JsonNode published = new ObjectMapper()
                .readTree(secrets.internalJwks().toFile())
                .path("keys")
                .path(0);
        assertThat(published.has("d")).isFalse();
        assertThat(published.path("kid").asText())
                .isNotEmpty()
                .isEqualTo(own.path("kid").asText());
        assertThat(published.path("alg").asText()).isEqualTo("EdDSA");

        byte[] text = "a token".getBytes(StandardCharsets.UTF_8);
        KeyFactory keys = KeyFactory.getInstance("Ed25519");
        PrivateKey privateKey =
                keys.generatePrivate(new PKCS8EncodedKeySpec(der("302e020100300506032b657004220420", own.path("d"))));
        PublicKey publicKey =
                keys.generatePublic(new X509EncodedKeySpec(der("302a300506032b6570032100", published.path("x"))));
        Signature signing = Signature.getInstance("Ed25519");
        signing.initSign(privateKey);
        signing.update(text);
        Signature checking = Signature.getInstance("Ed25519");
        checking.initVerify(publicKey);
        checking.update(text);
        assertThat(checking.verify(signing.sign())).isTrue();
    }

    private static byte[] der(String prefix, JsonNode raw) {
        ByteArrayOutputStream der = new ByteArrayOutputStream();
        der.writeBytes(HexFormat.of().parseHex(prefix));
        der.writeBytes(Base64.getUrlDecoder().decode(raw.asText()));
        return der.toByteArray();
    }
}
