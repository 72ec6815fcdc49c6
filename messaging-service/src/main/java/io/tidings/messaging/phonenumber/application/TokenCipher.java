package io.tidings.messaging.phonenumber.application;

import io.tidings.runtime.tenancy.TenantId;

import java.util.UUID;

/** Seals secrets for the database. What is sealed for one column and row opens for no other. */
public interface TokenCipher {
    /** The column of providers' tokens. */
    String ACCESS_TOKEN = "phone_numbers.access_token";

    /** The column of a number's own app secret. */
    String APP_SECRET = "phone_numbers.app_secret";

    /** @param column as {@code table.column} */
    byte[] seal(TenantId tenant, String column, UUID row, String secret);

    /** The secret; fails when the bytes were changed, moved to another row or sealed with another key. */
    String open(TenantId tenant, String column, UUID row, byte[] sealed);

    default byte[] seal(TenantId tenant, UUID number, String token) {
        return seal(tenant, ACCESS_TOKEN, number, token);
    }

    default String open(TenantId tenant, UUID number, byte[] sealed) {
        return open(tenant, ACCESS_TOKEN, number, sealed);
    }
}
