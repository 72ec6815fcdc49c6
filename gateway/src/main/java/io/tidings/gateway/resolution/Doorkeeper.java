package io.tidings.gateway.resolution;

import io.tidings.gateway.directory.Directory;
import io.tidings.gateway.directory.KeyEntry;
import io.tidings.gateway.directory.KeyHash;
import io.tidings.gateway.directory.TenantEntry;
import io.tidings.gateway.network.Origin;
import io.tidings.gateway.problem.Problem;
import io.tidings.gateway.routing.Route;
import io.vertx.core.http.HttpMethod;
import org.jboss.logging.Logger;

import java.util.Optional;

import jakarta.inject.Singleton;

/** Decides who is let in where: host, credential and route together. */
@Singleton
public class Doorkeeper {
    private static final Logger AUDIT = Logger.getLogger("io.tidings.audit");
    private static final Admission ANYONE = new Admission.Admitted(new Caller.Anyone());
    private static final Admission MISSING = new Admission.Refused(Problem.CREDENTIAL_MISSING);
    private static final Admission INVALID = new Admission.Refused(Problem.CREDENTIAL_INVALID);
    private static final Admission CONFLICT = new Admission.Refused(Problem.TENANT_CONFLICT);
    private static final Admission OTHER_NETWORK = new Admission.Refused(Problem.CREDENTIAL_NETWORK);
    private static final Admission SUSPENDED = new Admission.Refused(Problem.TENANT_SUSPENDED);
    private static final Admission OPERATOR_SCOPE = new Admission.Refused(Problem.OPERATOR_SCOPE);
    private static final Admission LOADING = new Admission.Refused(Problem.DIRECTORY_LOADING);
    private static final Admission OPERATOR = new Admission.Admitted(new Caller.Operator());
    private static final Admission WEBHOOK = new Admission.Admitted(new Caller.WebhookSender());

    private final Directory directory;
    private final BusinessClock clock;
    private final Misplaced misplaced;
    private final Optional<KeyHash> operatorKey;

    Doorkeeper(Directory directory, BusinessClock clock, Misplaced misplaced, ResolutionSettings settings) {
        this.directory = directory;
        this.clock = clock;
        this.misplaced = misplaced;
        this.operatorKey = settings.operatorKeySha256().map(KeyHash::ofHex);
    }

    /**
     * @param host already known to be ours
     * @param route what is asked for; decides which kind of caller may
     * @param credential what the request brought, not yet looked up
     * @param origin where it comes from
     */
    public Admission admit(Host host, Route route, HttpMethod method, Credential credential, Origin origin) {
        if (route.kind() == Route.Kind.WEBHOOK) {
            return WEBHOOK;
        }
        return switch (credential) {
            case Credential.None() -> route.kind() == Route.Kind.OPEN && isRead(method) ? ANYONE : MISSING;
            case Credential.Unusable() -> INVALID;
            // People are asked for elsewhere; where nobody logs in, their tokens are worth nothing.
            case Credential.AccessToken(String jwt) -> INVALID;
            case Credential.OperatorKey(String secret) -> admitOperator(host, route, secret);
            case Credential.ApiKey(String secret) -> admitKey(host, method, secret, origin);
        };
    }

    private Admission admitOperator(Host host, Route route, String secret) {
        if (operatorKey.isEmpty() || !KeyHash.ofCredential(secret).isSame(operatorKey.get())) {
            return INVALID;
        }
        return host instanceof Host.Base && route.kind() != Route.Kind.API ? OPERATOR : OPERATOR_SCOPE;
    }

    private Admission admitKey(Host host, HttpMethod method, String secret, Origin origin) {
        if (!directory.isLoaded()) {
            return LOADING;
        }
        KeyEntry key = directory.key(KeyHash.ofCredential(secret));
        if (key == null || key.expiresAt() <= clock.millis()) {
            return INVALID;
        }
        TenantEntry tenant = directory.tenant(key.tenantId());
        if (tenant == null) {
            return INVALID;
        }
        if (host instanceof Host.OfTenant(TenantEntry ofHost) && !ofHost.id().equals(tenant.id())) {
            AUDIT.warnf("tenant.conflict key=%s tenant=%s host_tenant=%s", key.id(), tenant.id(), ofHost.id());
            misplaced.refused(tenant, key, Problem.TENANT_CONFLICT.code());
            return CONFLICT;
        }
        if (!key.networks().isEmpty() && !key.networks().contains(origin.address())) {
            AUDIT.warnf("credential.network key=%s tenant=%s", key.id(), tenant.id());
            misplaced.refused(tenant, key, Problem.CREDENTIAL_NETWORK.code());
            return OTHER_NETWORK;
        }
        if (!tenant.active() && !isRead(method)) {
            return SUSPENDED;
        }
        return new Admission.Admitted(new Caller.KeyHolder(key, tenant));
    }

    private static boolean isRead(HttpMethod method) {
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }
}
