package io.tidings.messaging.phonenumber.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** What signs the webhooks of a tenant's numbers. Called in the tenant's transaction. */
public interface AppSecrets {

    /**
     * What signs for one number. Holds secrets: neither stored nor logged.
     *
     * @param own its own secrets in the clear, the newest first; empty when the installation's signs for it
     */
    record Signer(String phoneNumberId, @Nullable String wabaId, List<String> own) {
        @Override
        public String toString() {
            return "Signer[" + phoneNumberId + "]";
        }
    }

    /** Of all numbers that are not removed. */
    Uni<List<Signer>> all(TenantId tenant, Instant now);
}
