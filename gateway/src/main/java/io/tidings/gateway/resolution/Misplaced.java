package io.tidings.gateway.resolution;

import io.tidings.gateway.directory.KeyEntry;
import io.tidings.gateway.directory.TenantEntry;
import org.jspecify.annotations.Nullable;

/** Is told of valid credentials that were used where they do not belong, for the audit log of their tenant. */
public interface Misplaced {

    /**
     * Must not wait: it is called in the middle of a request.
     *
     * @param tenant whose credential it is
     * @param key null for a person
     * @param code what the caller is answered
     */
    void refused(TenantEntry tenant, @Nullable KeyEntry key, String code);
}
