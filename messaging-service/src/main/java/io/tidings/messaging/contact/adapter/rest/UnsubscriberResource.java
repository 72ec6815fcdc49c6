package io.tidings.messaging.contact.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.messaging.contact.application.Unsubscribers;
import io.tidings.messaging.contact.application.Unsubscribers.Unsubscriber;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.web.Caller;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageQuery;
import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

/** Everybody who has stopped messages. Refuses {@code unsubscriber.scope} 400. */
@Path("/api/v1/unsubscribers")
class UnsubscriberResource {
    private final Unsubscribers unsubscribers;
    private final TenantTx tx;

    UnsubscriberResource(Unsubscribers unsubscribers, TenantTx tx) {
        this.unsubscribers = unsubscribers;
        this.tx = tx;
    }

    /** @param scope marketing, transactional or all: those who have stopped exactly that; everybody when absent */
    @GET
    @PermissionsAllowed("contacts:read")
    public Uni<Page<Unsubscriber>> list(
            @BeanParam Caller caller, @BeanParam PageQuery page, @QueryParam("scope") @Nullable String scope) {
        var request = page.of(caller.tenant());
        if (scope != null && !scope.matches("marketing|transactional|all")) {
            throw new NoScope();
        }
        return tx.run(request.tenant(), () -> unsubscribers.list(request.tenant(), request, scope));
    }

    /** Not a scope of opt-outs. */
    static final class NoScope extends Refusal {
        NoScope() {
            super(Kind.MALFORMED, "unsubscriber.scope", "scope takes marketing, transactional or all");
        }
    }
}
