package io.tidings.tenant.hostname.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;

import java.util.List;

/** The world's DNS. */
public interface DomainRecords {

    /**
     * The TXT records at {@code name}: an empty list when DNS answers that there are none, a failure when it does not
     * answer, because silence proves nothing.
     */
    Uni<List<String>> texts(TenantId tenant, String name);
}
