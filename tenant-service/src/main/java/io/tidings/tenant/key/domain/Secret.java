package io.tidings.tenant.key.domain;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tidings.runtime.problem.Refusal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * The key itself, shown once: {@code tdg_live_} or {@code tdg_test_}, 30 base62 characters (178 bits), and 6 that are
 * the CRC-32 of all before them, so that the gateway refuses a typo without looking anything up.
 */
public record Secret(String text, String mode) {
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_CHARACTERS = 30;
    private static final int CHECKSUM_CHARACTERS = 6;

    /** A fresh one; {@code mode} is live or test, others are refused ({@code api-key.mode}). */
    public static Secret generate(String mode, SecureRandom random) {
        if (!mode.equals("live") && !mode.equals("test")) {
            throw new UnknownMode();
        }
        var text = new StringBuilder("tdg_").append(mode).append('_');
        for (var i = 0; i < RANDOM_CHARACTERS; i++) {
            text.append(BASE62.charAt(random.nextInt(BASE62.length())));
        }
        return new Secret(text + checksum(text.toString()), mode);
    }

    static String checksum(String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(US_ASCII));
        var rest = crc.getValue();
        var digits = new StringBuilder();
        for (var i = 0; i < CHECKSUM_CHARACTERS; i++) {
            digits.insert(0, BASE62.charAt((int) (rest % BASE62.length())));
            rest /= BASE62.length();
        }
        return digits.toString();
    }

    String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String lastFour() {
        return text.substring(text.length() - 4);
    }

    @Override
    public String toString() {
        return "tdg_" + mode + "_…";
    }

    /** Neither live nor test. */
    public static final class UnknownMode extends Refusal {
        UnknownMode() {
            super(Kind.INVALID, "api-key.mode", "The mode is live or test");
        }
    }
}
