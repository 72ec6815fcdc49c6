package io.tidings.messaging.contactfile.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;

import java.util.List;

/** The attributes a tenant has given to its contacts. Called in the tenant's transaction. */
public interface AttributeKeys {

    /** In alphabetical order, 500 at most: a column of the export each. */
    Uni<List<String>> of(TenantId tenant);
}
