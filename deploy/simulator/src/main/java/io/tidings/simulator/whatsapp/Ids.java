package io.tidings.simulator.whatsapp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SplittableRandom;

/** Ids in Meta's forms. */
final class Ids {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    /** Seeded once from the system, so that ids stay unique over restarts without a system call for each message. */
    private static final SplittableRandom RANDOM = new SplittableRandom(new SecureRandom().nextLong());

    private Ids() {}

    /** A message from the business: {@code wamid.HBgL…}, base64 over the person's number and 72 random bits. */
    static String sent(String waId) {
        return wamid(waId, 0x11, 18);
    }

    /** A message from the person. */
    static String received(String waId) {
        return wamid(waId, 0x12, 20);
    }

    private static String wamid(String waId, int direction, int length) {
        var bytes = new ByteArrayOutputStream(48);
        bytes.writeBytes(new byte[] {0x1C, 0x18, (byte) waId.length()});
        bytes.writeBytes(waId.getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(new byte[] {0x15, 0x02, 0x00, (byte) direction, 0x18, (byte) length});
        bytes.writeBytes(hex(length).getBytes(StandardCharsets.US_ASCII));
        bytes.write(0);
        return "wamid." + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** The id of a conversation: 32 hexadecimal digits. */
    static String conversation() {
        return hex(32).toLowerCase(Locale.ROOT);
    }

    static String trace() {
        return "A" + Base64.getUrlEncoder().withoutPadding().encodeToString(random(16));
    }

    private static String hex(int digits) {
        return HEX.formatHex(random(digits / 2));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        synchronized (RANDOM) {
            RANDOM.nextBytes(bytes);
        }
        return bytes;
    }
}
