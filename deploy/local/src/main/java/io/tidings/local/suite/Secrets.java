package io.tidings.local.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What nobody but this installation may know. Made at the first start, each in a file that its owner alone reads; a file
 * that is there stays as it is.
 */
final class Secrets {
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RAW_KEY = 32;

    private final Path folder;
    private final SecureRandom random = new SecureRandom();

    private Secrets(Path folder) {
        this.folder = folder;
    }

    static Secrets open(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Secrets secrets = new Secrets(folder);
        secrets.operatorKey();
        secrets.internalKey();
        return secrets;
    }

    /** Opens everything an operator may do; goes in {@code X-API-Key}. The gateway knows its SHA-256 only. */
    String operatorKey() {
        return text("operator.key", () -> "tdg_operator_" + base62(40));
    }

    String operatorKeySha256() {
        return HexFormat.of().formatHex(sha256(operatorKey().getBytes(StandardCharsets.UTF_8)));
    }

    /** The gateway's private Ed25519 key as a JWK (RFC 8037), with which it signs the internal tokens. */
    Path internalKey() {
        text("internal.jwk", this::makeInternalKey);
        return folder.resolve("internal.jwk");
    }

    /** The public half as a JWKS, which the services check those tokens with. */
    Path internalJwks() {
        internalKey();
        return folder.resolve("internal.jwks");
    }

    /** AES-256 key, base64, for what the services keep encrypted in their databases. */
    String encryptionKey() {
        return text("encryption.key", () -> Base64.getEncoder().encodeToString(bytes(RAW_KEY)));
    }

    /** Keys of the hashes of one-time codes, as {@code version:base64}; a new version goes into the file before the old. */
    String otpKeys() {
        return text("otp.keys", () -> "1:" + Base64.getEncoder().encodeToString(bytes(RAW_KEY)));
    }

    String whatsAppAppSecret() {
        return text("whatsapp-app.secret", () -> HexFormat.of().formatHex(bytes(RAW_KEY)));
    }

    String whatsAppVerifyToken() {
        return text("whatsapp-verify.token", () -> base62(32));
    }

    String databasePassword(String role) {
        return text("postgres-" + role + ".password", () -> base62(32));
    }

    /** Of the client {@code tidings-web}, as which the gateway logs browsers in. */
    String loginClientSecret() {
        return text("login-client.secret", () -> base62(40));
    }

    /** Of the client {@code tidings-admin}, as which the tenant service finds and makes the people it invites. */
    String keycloakClientSecret() {
        return text("keycloak-client.secret", () -> base62(40));
    }

    /** Of the user {@code admin} of Keycloak's own console. */
    String keycloakAdminPassword() {
        return text("keycloak-admin.password", () -> base62(32));
    }

    /** Of the demonstration's person; made with {@code up --demo} only. */
    String demoPassword() {
        return text("demo-person.password", () -> base62(16));
    }

    /** AES-256 key, base64, that the gateway seals session cookies with. */
    String cookieKey() {
        return text("cookie.key", () -> Base64.getEncoder().encodeToString(bytes(RAW_KEY)));
    }

    private String makeInternalKey() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            // Both encodings end with the 32 raw bytes (RFC 8410).
            String x = base64Url(tail(pair.getPublic().getEncoded()));
            String d = base64Url(tail(pair.getPrivate().getEncoded()));
            String thumbprint = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + x + "\"}";
            String kid = base64Url(sha256(thumbprint.getBytes(StandardCharsets.UTF_8)));
            String common = "\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"alg\":\"EdDSA\",\"use\":\"sig\",\"kid\":\"" + kid
                    + "\",\"x\":\"" + x + "\"";
            Files.deleteIfExists(folder.resolve("internal.jwks"));
            text("internal.jwks", () -> "{\"keys\":[{" + common + "}]}");
            return "{" + common + ",\"d\":\"" + d + "\"}";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String text(String name, Supplier<String> make) {
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                write(file, make.get());
            }
            return Files.readString(file).strip();
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot read or write the secret " + file, failed);
        }
    }

    private static void write(Path file, String text) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
            channel.write(java.nio.ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (FileAlreadyExistsException _) {
            // Another process made it a moment ago: theirs counts.
        }
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private String base62(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(BASE62.charAt(random.nextInt(BASE62.length())));
        }
        return text.toString();
    }

    private static byte[] tail(byte[] encoded) {
        return Arrays.copyOfRange(encoded, encoded.length - RAW_KEY, encoded.length);
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
