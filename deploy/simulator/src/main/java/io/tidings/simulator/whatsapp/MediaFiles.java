package io.tidings.simulator.whatsapp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/** What people send beside words. Every file is the same small picture, whatever it is said to be. */
final class MediaFiles {
    static final Map<String, String> MIME_TYPES = Map.of(
            "image", "image/png",
            "audio", "audio/ogg",
            "video", "video/mp4",
            "document", "application/pdf",
            "sticker", "image/webp");

    private static final String PREFIX = "media-";
    private static final byte[] PICTURE = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    /** As a webhook tells it. */
    static final String SHA256 = sha256();

    private MediaFiles() {}

    static String newId() {
        return PREFIX + UUID.randomUUID();
    }

    static boolean isId(String id) {
        return id.startsWith(PREFIX);
    }

    static byte[] bytes() {
        return PICTURE.clone();
    }

    private static String sha256() {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(PICTURE));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
