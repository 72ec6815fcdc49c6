package io.tidings.gateway.directory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of a credential as four longs: a third of the memory of the hex string, and cheap to compare. */
public record KeyHash(long a, long b, long c, long d) {
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(() -> {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    });

    public static KeyHash ofCredential(String credential) {
        return of(SHA_256.get().digest(credential.getBytes(StandardCharsets.UTF_8)));
    }

    /** @throws IllegalArgumentException unless these are 64 hex digits */
    public static KeyHash ofHex(String hex) {
        if (hex.length() != 64) {
            throw new IllegalArgumentException("not a SHA-256");
        }
        return of(HexFormat.of().parseHex(hex));
    }

    /** Compares every bit whatever the difference, for comparing with a secret's hash. */
    public boolean isSame(KeyHash other) {
        return ((a ^ other.a) | (b ^ other.b) | (c ^ other.c) | (d ^ other.d)) == 0;
    }

    private static KeyHash of(byte[] digest) {
        ByteBuffer bytes = ByteBuffer.wrap(digest);
        return new KeyHash(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    /** The digest's own bits are as good a hash as any. */
    @Override
    public int hashCode() {
        return (int) a;
    }
}
