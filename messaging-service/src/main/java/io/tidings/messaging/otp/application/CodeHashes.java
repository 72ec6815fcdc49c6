package io.tidings.messaging.otp.application;

import io.tidings.messaging.otp.domain.Destination;
import io.tidings.messaging.otp.domain.OtpPurpose;
import io.tidings.runtime.tenancy.TenantId;

import java.util.List;

/** Turns a code into what is kept of it, with a key that is not in the database. Bound to tenant, purpose and phone. */
public interface CodeHashes {

    /** @param keyVersion which key made it */
    record Hash(int keyVersion, byte[] bytes) {}

    /** With the current key. */
    Hash of(TenantId tenant, OtpPurpose purpose, Destination destination, String code);

    /** With every key that is still known: codes made before a rotation stay good. */
    List<Hash> candidates(TenantId tenant, OtpPurpose purpose, Destination destination, String code);
}
