package io.tidings.simulator.shopify;

import io.vertx.core.MultiMap;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One webhook to one address. Retries and duplicates are the same delivery: same bytes, same webhook id.
 *
 * @param webhookId of this delivery
 * @param eventId of what the merchant did; deliveries on several topics may share it
 * @param triggeredAt RFC 3339, in UTC
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never printed
record Delivery(
        URI url,
        String secret,
        HeaderFamily family,
        String topic,
        String shop,
        long orderId,
        String webhookId,
        String eventId,
        String triggeredAt,
        byte[] body) {

    MultiMap headers() {
        var headers = MultiMap.caseInsensitiveMultiMap()
                .add("Content-Type", "application/json")
                .add("User-Agent", "Shopify-Captain-Hook");
        family.write(headers, this, hmac());
        return headers;
    }

    /** Base64 HMAC-SHA256 of the raw body under the app's client secret. */
    private String hmac() {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
