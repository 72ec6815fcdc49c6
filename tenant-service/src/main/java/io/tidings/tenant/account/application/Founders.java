package io.tidings.tenant.account.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.tenant.access.domain.Actor;

/** Those who created their tenant themselves. */
public interface Founders {

    /** Makes the person owner of the tenant that is being created, in the running transaction. */
    Uni<Void> welcome(TenantId tenant, Actor founder, String person);
}
