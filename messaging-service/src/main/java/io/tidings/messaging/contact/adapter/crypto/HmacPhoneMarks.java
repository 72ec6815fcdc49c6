package io.tidings.messaging.contact.adapter.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidings.messaging.contact.application.PhoneMarks;
import io.tidings.runtime.tenancy.TenantId;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.enterprise.context.ApplicationScoped;

/** HMAC-SHA-256 with a key derived from {@code tidings.secrets.key}, which is not in the database. */
@ApplicationScoped
class HmacPhoneMarks implements PhoneMarks {
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key;

    HmacPhoneMarks(@ConfigProperty(name = "tidings.secrets.key") String secret) {
        this.key = hmac(Base64.getDecoder().decode(secret.trim()), "erased phones");
    }

    @Override
    public String of(TenantId tenant, String phoneKey) {
        return HexFormat.of().formatHex(hmac(key, tenant + "|" + phoneKey));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
