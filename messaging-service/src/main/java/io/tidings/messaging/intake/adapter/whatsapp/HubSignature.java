package io.tidings.messaging.intake.adapter.whatsapp;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * {@code X-Hub-Signature-256: sha256=<hex of HMAC-SHA256 over the raw body with the app secret>} (Meta, "Webhooks, Validating
 * payloads"). Compared in constant time, and always against every secret.
 */
final class HubSignature {
    private static final String PREFIX = "sha256=";
    private static final int HEX_LENGTH = 64;

    private HubSignature() {}

    static boolean isWellFormed(@Nullable String header) {
        return header != null && header.startsWith(PREFIX) && header.length() == PREFIX.length() + HEX_LENGTH;
    }

    static boolean isValid(@Nullable String header, byte[] body, List<String> secrets) {
        if (header == null || !isWellFormed(header)) {
            return false;
        }
        byte[] given;
        try {
            given = HexFormat.of().parseHex(header, PREFIX.length(), header.length());
        } catch (IllegalArgumentException e) {
            return false;
        }
        var valid = false;
        for (var secret : secrets) {
            valid |= MessageDigest.isEqual(given, hmac(secret, body));
        }
        return valid;
    }

    static byte[] hmac(String secret, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
