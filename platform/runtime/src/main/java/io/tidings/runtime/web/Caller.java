package io.tidings.runtime.web;

import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;

/**
 * Who calls, as the gateway's internal token says it, with the headers that shape a write. Taken by a resource method as
 * {@code @BeanParam Caller caller}; nothing of it outlives the request.
 */
public class Caller {
    private static final String PERSON = "user:";

    @Context
    @Nullable
    SecurityContext security;

    @Context
    @Nullable
    UriInfo uri;

    @HeaderParam("Idempotency-Key")
    @Nullable
    String idempotencyKey;

    @HeaderParam(HttpHeaders.IF_MATCH)
    @Nullable
    String ifMatch;

    /** The tenant; refuses callers that have none, such as the operator ({@code tenant.missing}, 403). */
    public TenantId tenant() {
        return tenantIfAny().orElseThrow(NoTenant::new);
    }

    /** The tenant, or empty for the operator and for webhooks. */
    public Optional<TenantId> tenantIfAny() {
        return principalOfToken().tenant();
    }

    /** The principal, such as {@code key:<uuid>} or {@code operator}. */
    public String principal() {
        return principalOfToken().getName();
    }

    public boolean isOperator() {
        return principalOfToken().kind().equals("operator");
    }

    /** True for keys that begin with {@code tdg_test_}: nothing may leave the house for them. */
    public boolean isTest() {
        return principalOfToken().mode().equals("test");
    }

    /** Who is logged in, as the identity provider names them (sub); empty for keys, the operator and webhooks. */
    public Optional<String> personIfAny() {
        var principal = principalOfToken();
        return principal.kind().equals("user") && principal.getName().startsWith(PERSON)
                ? Optional.of(principal.getName().substring(PERSON.length()))
                : Optional.empty();
    }

    /** What the caller may do, for decisions finer than one permission per method. */
    public List<String> permissions() {
        return principalOfToken().permissions();
    }

    /** Refuses the write when an If-Match names another version than the current one ({@code request.stale}, 412). */
    public void expectVersion(long current) {
        if (ifMatch != null && !ifMatch.equals("*") && !ifMatch.equals(Etag.of(current))) {
            throw new Etag.Stale();
        }
    }

    /** The Idempotency-Key as sent. */
    public Optional<String> idempotencyKeyIfAny() {
        return Optional.ofNullable(idempotencyKey);
    }

    String route() {
        return uri == null ? "" : uri.getPath();
    }

    private TokenPrincipal principalOfToken() {
        if (security != null && security.getUserPrincipal() instanceof TokenPrincipal principal) {
            return principal;
        }
        throw new NoTenant();
    }

    /** The operation works for one tenant and the caller names none. */
    static final class NoTenant extends Refusal {
        NoTenant() {
            super(Kind.FORBIDDEN, "tenant.missing", "This operation needs a credential of one tenant");
        }
    }
}
