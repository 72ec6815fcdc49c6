package io.tidings.gateway.resolution;

import io.tidings.gateway.directory.TenantEntry;
import io.tidings.gateway.problem.Problem;

/** What a host says about the tenant. */
public sealed interface Host {

    /** The installation's own host: the credential decides. */
    record Base() implements Host {}

    /** A tenant's sub-domain or custom domain. */
    record OfTenant(TenantEntry tenant) implements Host {}

    /** Nobody's, or nobody's yet while the directory is being read. @param problem what to answer */
    record Unknown(Problem problem) implements Host {}
}
