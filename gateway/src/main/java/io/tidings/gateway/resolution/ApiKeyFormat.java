package io.tidings.gateway.resolution;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The form of an API key: {@code tdg_live_} or {@code tdg_test_}, 30 base62 characters, 6 checksum characters. The
 * checksum is the CRC-32 of everything before it, written in base62 (digits, upper case, lower case; most significant
 * first) and padded with zeros. It protects against typing errors and cut-off copies without a look-up; it is no secret.
 */
public final class ApiKeyFormat {
    /** Digits of base62 in ascending order. */
    public static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** What every credential of ours starts with. */
    public static final String PREFIX = "tdg_";

    /** What the operator's key starts with; 40 base62 characters follow, without a checksum. */
    public static final String OPERATOR_PREFIX = "tdg_operator_";

    private static final int PREFIX_LENGTH = "tdg_live_".length();
    private static final int RANDOM = 30;
    private static final int CHECKSUM = 6;

    /** Characters of a whole key. */
    public static final int LENGTH = PREFIX_LENGTH + RANDOM + CHECKSUM;

    private ApiKeyFormat() {}

    /** True for a well-formed key whose checksum fits; says nothing about whether it exists. */
    public static boolean isValid(String key) {
        if (key.length() != LENGTH || !(key.startsWith("tdg_live_") || key.startsWith("tdg_test_"))) {
            return false;
        }
        for (int i = PREFIX_LENGTH; i < LENGTH; i++) {
            if (!isBase62(key.charAt(i))) {
                return false;
            }
        }
        int end = LENGTH - CHECKSUM;
        return key.regionMatches(end, checksum(key.substring(0, end)), 0, CHECKSUM);
    }

    /** The six characters that follow {@code body}, which is the prefix and the 30 random characters. */
    public static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        long rest = crc.getValue();
        char[] digits = new char[CHECKSUM];
        for (int i = CHECKSUM - 1; i >= 0; i--) {
            digits[i] = ALPHABET.charAt((int) (rest % 62));
            rest /= 62;
        }
        return new String(digits);
    }

    private static boolean isBase62(char c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }
}
