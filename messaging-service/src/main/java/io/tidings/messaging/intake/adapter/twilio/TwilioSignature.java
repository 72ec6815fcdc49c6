package io.tidings.messaging.intake.adapter.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.SortedMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * {@code X-Twilio-Signature}: base64 of HMAC-SHA1, keyed with the auth token, over the address as it was called and each
 * field of the form, name and value, in the order of the names (Twilio, "Webhooks security"). Twilio signs the address with
 * or without its port; both are right. Compared in constant time.
 */
final class TwilioSignature {
    private static final String ALGORITHM = "HmacSHA1";

    private TwilioSignature() {}

    static boolean isValid(@Nullable String header, String url, SortedMap<String, String> form, String token) {
        if (header == null) {
            return false;
        }
        var given = header.getBytes(UTF_8);
        return MessageDigest.isEqual(given, of(url, form, token).getBytes(UTF_8))
                | MessageDigest.isEqual(given, of(withoutPort(url), form, token).getBytes(UTF_8));
    }

    static String of(String url, SortedMap<String, String> form, String token) {
        var signed = new StringBuilder(url);
        form.forEach((name, value) -> signed.append(name).append(value));
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(token.getBytes(UTF_8), ALGORITHM));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.toString().getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String withoutPort(String url) {
        var port = URI.create(url).getPort();
        return port < 0 ? url : url.replaceFirst(":" + port + "(?=[/?]|$)", "");
    }
}
