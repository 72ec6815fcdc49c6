package io.tidings.commerce.intake.adapter.shopify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 of the raw body in Base64, as Shopify signs its webhooks. */
final class ShopifySignature {
    private ShopifySignature() {}

    /** Compares in constant time; false for what is no Base64. */
    static boolean isOf(byte[] body, String secret, String claimed) {
        try {
            return MessageDigest.isEqual(hmac(body, secret), Base64.getDecoder().decode(claimed));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] hmac(byte[] body, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
