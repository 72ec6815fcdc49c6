package io.tidings.messaging.otp.application;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidings.messaging.otp.domain.Destination;
import io.tidings.messaging.otp.domain.OtpPurpose;
import io.tidings.runtime.tenancy.TenantId;

import java.util.List;

/** {@link CodeHashes} that hide nothing, under keys 1 and 2, of which 2 is the current one. */
final class PlainHashes implements CodeHashes {
    @Override
    public Hash of(TenantId tenant, OtpPurpose purpose, Destination destination, String code) {
        return under(2, tenant, purpose, destination, code);
    }

    @Override
    public List<Hash> candidates(TenantId tenant, OtpPurpose purpose, Destination destination, String code) {
        return List.of(under(1, tenant, purpose, destination, code), under(2, tenant, purpose, destination, code));
    }

    static Hash under(int key, TenantId tenant, OtpPurpose purpose, Destination destination, String code) {
        return new Hash(key, (tenant + "|" + purpose + "|" + destination + "|" + code).getBytes(UTF_8));
    }
}
