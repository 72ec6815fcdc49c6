package io.tidings.tenant.access.domain;

import io.tidings.runtime.problem.Refusal;

/** There is no such tenant, or it is not the caller's. */
public final class NoSuchTenant extends Refusal {
    public NoSuchTenant() {
        super(Kind.NOT_FOUND, "tenant.not-found", "There is no such tenant");
    }
}
