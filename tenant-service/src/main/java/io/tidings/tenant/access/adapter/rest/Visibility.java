package io.tidings.tenant.access.adapter.rest;

import io.opentelemetry.api.trace.Span;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.web.Caller;
import io.tidings.tenant.access.domain.Actor;
import io.tidings.tenant.access.domain.Grants;
import io.tidings.tenant.access.domain.NoSuchTenant;

import java.util.UUID;

/** Whose tenant a caller may look at: the operator all, a key or a person their own; others do not exist. */
public final class Visibility {
    private Visibility() {}

    /** The tenant {@code id}, when {@code caller} may know of it. */
    public static TenantId visible(Caller caller, UUID id) {
        var tenant = new TenantId(id);
        if (!caller.isOperator() && !caller.tenant().equals(tenant)) {
            throw new NoSuchTenant();
        }
        return tenant;
    }

    /** Refuses everybody but the operator ({@code permission.operator}, 403). */
    public static void operatorOnly(Caller caller) {
        if (!caller.isOperator()) {
            throw new OperatorOnly();
        }
    }

    /** The caller as use cases know them; the trace names the request in the audit log. */
    public static Actor actor(Caller caller) {
        var span = Span.current().getSpanContext();
        return new Actor(
                caller.principal(),
                caller.isOperator(),
                caller.personIfAny().orElse(null),
                new Grants(caller.permissions()),
                span.isValid() ? span.getTraceId() : null);
    }

    /** Reserved to whoever runs the installation. */
    static final class OperatorOnly extends Refusal {
        OperatorOnly() {
            super(Kind.FORBIDDEN, "permission.operator", "Only the operator may do this");
        }
    }
}
