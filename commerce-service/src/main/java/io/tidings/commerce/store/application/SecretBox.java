package io.tidings.commerce.store.application;

import io.tidings.commerce.store.domain.SealedSecret;
import io.tidings.runtime.tenancy.TenantId;

import java.util.UUID;

/** Keeps secrets unreadable at rest. What was sealed for one tenant and row opens for no other. */
public interface SecretBox {

    /** Seals {@code secret} for a store. */
    SealedSecret seal(TenantId tenant, UUID store, String secret);

    /** Opens what was sealed for that store; fails when it was not. */
    String open(TenantId tenant, UUID store, SealedSecret secret);
}
