package io.tidings.tenant.account.adapter.rest;

import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.web.Caller;
import io.tidings.tenant.account.domain.Tenant;

import java.util.UUID;

/** Whose tenant a caller may look at: the operator all, a key its own; others do not exist. */
public final class Visibility {
    private Visibility() {}

    /** The tenant {@code id}, when {@code caller} may know of it. */
    public static TenantId visible(Caller caller, UUID id) {
        var tenant = new TenantId(id);
        if (!caller.isOperator() && !caller.tenant().equals(tenant)) {
            throw new Tenant.NotFound();
        }
        return tenant;
    }

    static void operatorOnly(Caller caller) {
        if (!caller.isOperator()) {
            throw new OperatorOnly();
        }
    }

    /** Reserved to whoever runs the installation. */
    static final class OperatorOnly extends Refusal {
        OperatorOnly() {
            super(Kind.FORBIDDEN, "permission.operator", "Only the operator may do this");
        }
    }
}
