package io.tidings.messaging.phonenumber.application;

import io.tidings.runtime.tenancy.TenantId;

import java.util.UUID;

/** Seals providers' tokens for the database. What is sealed for one row opens for no other. */
public interface TokenCipher {

    byte[] seal(TenantId tenant, UUID number, String token);

    /** The token; fails when the bytes were changed, moved to another row or sealed with another key. */
    String open(TenantId tenant, UUID number, byte[] sealed);
}
