package io.tidings.gateway.login;

import io.tidings.gateway.directory.Directory;
import io.tidings.gateway.directory.MemberEntry;
import io.tidings.gateway.directory.TenantEntry;
import io.tidings.gateway.problem.Problem;
import io.tidings.gateway.resolution.Admission;
import io.tidings.gateway.resolution.Caller;
import io.tidings.gateway.resolution.Host;
import io.tidings.gateway.resolution.Misplaced;
import io.tidings.gateway.routing.Route;
import io.vertx.core.http.HttpMethod;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.UUID;

import jakarta.inject.Singleton;

/**
 * Finds the tenant a person acts for: the host's; on the gateway's own host the one named in {@code X-Tenant} (id or slug),
 * the one whose path it is, or the only one they are a member of. Whichever it is, their membership alone says what they
 * may do there. Founding a tenant and accepting an invitation they do for themselves.
 */
@Singleton
class Seats {
    private static final Logger AUDIT = Logger.getLogger("io.tidings.audit");
    private static final String TENANTS = "/api/v1/tenants";
    private static final String INVITATIONS = "/api/v1/invitations";
    private static final int UUID_LENGTH = 36;

    private final Directory directory;
    private final Misplaced misplaced;

    Seats(Directory directory, Misplaced misplaced) {
        this.directory = directory;
        this.misplaced = misplaced;
    }

    /** @param named the field {@code X-Tenant}, null when absent */
    Admission admit(Host host, Route route, HttpMethod method, String path, @Nullable String named, String subject) {
        if (!directory.isLoaded()) {
            return new Admission.Refused(Problem.DIRECTORY_LOADING);
        }
        if (isForThemselves(method, path)) {
            return new Admission.Admitted(Caller.Person.alone(subject));
        }
        TenantEntry asked = named == null ? null : tenantCalled(named);
        if (host instanceof Host.OfTenant(TenantEntry ofHost)) {
            if (named != null && (asked == null || !asked.id().equals(ofHost.id()))) {
                AUDIT.warnf("tenant.conflict subject=%s host_tenant=%s", subject, ofHost.id());
                if (asked != null && directory.memberships(subject).containsKey(asked.id())) {
                    misplaced.refused(asked, null, Problem.TENANT_CONFLICT.code());
                }
                return new Admission.Refused(Problem.TENANT_CONFLICT);
            }
            return seat(ofHost, method, subject);
        }
        if (named != null) {
            return asked == null ? missing() : seat(asked, method, subject);
        }
        return implied(route, method, path, subject);
    }

    private Admission implied(Route route, HttpMethod method, String path, String subject) {
        Map<UUID, MemberEntry> memberships = directory.memberships(subject);
        UUID inPath = tenantIn(path);
        if (inPath != null && memberships.containsKey(inPath)) {
            TenantEntry tenant = directory.tenant(inPath);
            return tenant == null ? missing() : seat(tenant, method, subject);
        }
        if (inPath != null && memberships.size() != 1) {
            return missing();
        }
        if (memberships.size() == 1) {
            TenantEntry tenant =
                    directory.tenant(memberships.keySet().iterator().next());
            return tenant == null ? missing() : seat(tenant, method, subject);
        }
        if (route.kind() != Route.Kind.API) {
            return new Admission.Admitted(Caller.Person.alone(subject));
        }
        return memberships.isEmpty() ? missing() : new Admission.Refused(Problem.TENANT_UNNAMED);
    }

    private Admission seat(TenantEntry tenant, HttpMethod method, String subject) {
        MemberEntry member = directory.memberships(subject).get(tenant.id());
        if (member == null) {
            AUDIT.warnf("membership.missing subject=%s tenant=%s", subject, tenant.id());
            return missing();
        }
        if (!tenant.active() && !method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            return new Admission.Refused(Problem.TENANT_SUSPENDED);
        }
        return new Admission.Admitted(new Caller.Person(member.id(), subject, member, tenant));
    }

    private @Nullable TenantEntry tenantCalled(String name) {
        UUID id = name.length() == UUID_LENGTH ? uuid(name) : null;
        return id == null ? directory.tenantBySlug(name) : directory.tenant(id);
    }

    private static boolean isForThemselves(HttpMethod method, String path) {
        return method.equals(HttpMethod.POST) && (path.equals(TENANTS) || path.startsWith(INVITATIONS + "/"));
    }

    private static @Nullable UUID tenantIn(String path) {
        int from = TENANTS.length() + 1;
        if (!path.startsWith(TENANTS + "/") || path.length() < from + UUID_LENGTH) {
            return null;
        }
        return uuid(path.substring(from, from + UUID_LENGTH));
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The same for a tenant one is no member of and one that does not exist. */
    private static Admission missing() {
        return new Admission.Refused(Problem.MEMBERSHIP_MISSING);
    }
}
