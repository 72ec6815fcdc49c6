package io.tidings.messaging.otp.adapter.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidings.messaging.otp.application.CodeHashes;
import io.tidings.messaging.otp.application.OtpLimitSettings;
import io.tidings.messaging.otp.domain.Destination;
import io.tidings.messaging.otp.domain.OtpPurpose;
import io.tidings.runtime.tenancy.TenantId;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.enterprise.context.ApplicationScoped;

/** HMAC-SHA-256 (RFC 2104). A new key is added in front of the old one, which may go when its codes are ten minutes old. */
@ApplicationScoped
class HmacCodeHashes implements CodeHashes {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final TreeMap<Integer, SecretKeySpec> keys = new TreeMap<>();

    HmacCodeHashes(OtpLimitSettings settings) {
        for (var entry : settings.keys().split(",")) {
            var parts = entry.strip().split(":", 2);
            try {
                var bytes = Base64.getDecoder().decode(parts[1]);
                if (bytes.length != KEY_BYTES) {
                    throw new IllegalArgumentException();
                }
                keys.put(Integer.parseInt(parts[0]), new SecretKeySpec(bytes, ALGORITHM));
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                // the value stays out of the trace
                throw new IllegalStateException("tidings.otp.keys takes version:base64 of 32 bytes, parted by commas");
            }
        }
    }

    @Override
    public Hash of(TenantId tenant, OtpPurpose purpose, Destination destination, String code) {
        return hash(keys.lastEntry(), tenant, purpose, destination, code);
    }

    @Override
    public List<Hash> candidates(TenantId tenant, OtpPurpose purpose, Destination destination, String code) {
        return keys.entrySet().stream()
                .map(key -> hash(key, tenant, purpose, destination, code))
                .toList();
    }

    private static Hash hash(
            Map.Entry<Integer, SecretKeySpec> key,
            TenantId tenant,
            OtpPurpose purpose,
            Destination destination,
            String code) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key.getValue());
            var subject = String.join(
                    "|",
                    tenant.toString(),
                    purpose.wire(),
                    destination.phone().e164(),
                    destination.test() ? "test" : "live",
                    code);
            return new Hash(key.getKey(), mac.doFinal(subject.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is always there", e);
        }
    }
}
