package io.tidings.messaging.phonenumber.application;

import io.tidings.messaging.phonenumber.domain.SealedSecret;
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

    /** As {@link #seal} and with the end that is shown. */
    default SealedSecret keep(TenantId tenant, String column, UUID row, String secret) {
        return SealedSecret.of(seal(tenant, column, row, secret), secret);
    }
}
