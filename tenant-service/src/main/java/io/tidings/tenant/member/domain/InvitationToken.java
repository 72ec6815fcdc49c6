package io.tidings.tenant.member.domain;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tidings.runtime.tenancy.TenantId;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * What an invitation's link carries: the tenant, so that it is looked up inside that tenant only, and 24 random bytes. Only
 * its SHA-256 is kept.
 *
 * @param text 54 characters of base64url
 */
public record InvitationToken(String text, TenantId tenant) {
    private static final int RANDOM_BYTES = 24;
    private static final int BYTES = 16 + RANDOM_BYTES;

    public static InvitationToken generate(TenantId tenant, SecureRandom random) {
        var secret = new byte[RANDOM_BYTES];
        random.nextBytes(secret);
        var bytes = ByteBuffer.allocate(BYTES)
                .putLong(tenant.value().getMostSignificantBits())
                .putLong(tenant.value().getLeastSignificantBits())
                .put(secret);
        return new InvitationToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array()), tenant);
    }

    /** Reads one; empty for what never was one. */
    public static Optional<InvitationToken> read(String text) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text.getBytes(US_ASCII)));
            return bytes.remaining() == BYTES
                    ? Optional.of(new InvitationToken(text, new TenantId(new UUID(bytes.getLong(), bytes.getLong()))))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "InvitationToken[…]";
    }
}
