package io.tidings.tenant.account.adapter.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidings.runtime.tenancy.TenantId;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids of tenants made from the operator's Idempotency-Key (UUIDv8), so that a repeated request finds its answer. */
final class NewTenantId {
    private NewTenantId() {}

    static TenantId fromKey(String key) {
        try {
            var hash = ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(("create-tenant " + key).getBytes(UTF_8)));
            var high = hash.getLong() & 0xffffffffffff0fffL | 0x8000L;
            var low = hash.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
            return new TenantId(new UUID(high, low));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
