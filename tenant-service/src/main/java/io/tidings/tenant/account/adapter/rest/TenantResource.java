package io.tidings.tenant.account.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.Ids;
import io.tidings.runtime.web.Answers;
import io.tidings.runtime.web.Caller;
import io.tidings.runtime.web.Idempotency;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageQuery;
import io.tidings.tenant.access.adapter.rest.Visibility;
import io.tidings.tenant.account.adapter.rest.TenantBodies.ChangeRequest;
import io.tidings.tenant.account.adapter.rest.TenantBodies.CreateRequest;
import io.tidings.tenant.account.adapter.rest.TenantBodies.LineView;
import io.tidings.tenant.account.adapter.rest.TenantBodies.TenantView;
import io.tidings.tenant.account.application.ChangeTenant;
import io.tidings.tenant.account.application.CreateTenant;
import io.tidings.tenant.account.application.FindTenant;
import io.tidings.tenant.account.application.ListTenants;
import io.tidings.tenant.account.domain.Slug;
import io.tidings.tenant.account.domain.Tenant;
import io.tidings.tenant.plan.domain.Plan;

import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/**
 * Tenants. The operator and logged-in people create them; who has {@code tenants:write} in one changes its name and
 * settings; plan, suspension and billing are the operator's. Refusals: {@code tenant.not-found} (also for another's),
 * {@code tenant.slug}, {@code tenant.slug-reserved}, {@code tenant.slug-taken}, {@code tenant.plan},
 * {@code tenant.time-zone}, {@code tenant.locale}, {@code tenant.quiet-hours}, {@code tenant.brand},
 * {@code tenant.settings-twice}, {@code phone.invalid}, {@code permission.operator}.
 */
@Path("/api/v1/tenants")
class TenantResource {
    /** Whose cursors the operator's list gives: nobody's tenant. */
    private static final TenantId NO_TENANT = new TenantId(new UUID(0, 0));

    private final CreateTenant createTenant;
    private final ChangeTenant changeTenant;
    private final FindTenant findTenant;
    private final ListTenants listTenants;
    private final Idempotency idempotency;

    TenantResource(
            CreateTenant createTenant,
            ChangeTenant changeTenant,
            FindTenant findTenant,
            ListTenants listTenants,
            Idempotency idempotency) {
        this.createTenant = createTenant;
        this.changeTenant = changeTenant;
        this.findTenant = findTenant;
        this.listTenants = listTenants;
        this.idempotency = idempotency;
    }

    /** A person's tenant begins on the free plan; the operator chooses. */
    @POST
    @PermissionsAllowed("tenants:write")
    public Uni<Response> create(@BeanParam Caller caller, @NotNull @Valid CreateRequest body) {
        var person = caller.personIfAny();
        if (person.isEmpty()) {
            Visibility.operatorOnly(caller);
        } else if ((body.plan() != null && !body.plan().equals("free")) || body.billingCustomerId() != null) {
            throw new OperatorDecides();
        }
        // there is no tenant yet to keep the answer under: with a key, the tenant's own id is made from it
        var id = caller.idempotencyKeyIfAny()
                .map(key -> NewTenantId.fromKey(person.map(sub -> sub + " ").orElse("") + key))
                .orElseGet(() -> new TenantId(Ids.next()));
        return idempotency.once(caller, id, body, () -> create(caller, id, body));
    }

    private Uni<Response> create(Caller caller, TenantId id, CreateRequest body) {
        var settings = body.settings();
        return createTenant
                .handle(new CreateTenant.Command(
                        id,
                        Visibility.actor(caller),
                        new Slug(body.slug()),
                        Plan.of(Objects.requireNonNullElse(body.plan(), "free")),
                        body.profile(),
                        settings == null || settings.quietHours() == null
                                ? null
                                : settings.quietHours().toDomain(),
                        settings == null || settings.brand() == null
                                ? null
                                : settings.brand().toDomain(),
                        body.billingCustomerId()))
                .map(tenant ->
                        Answers.created("/api/v1/tenants/" + tenant.id(), TenantView.of(tenant), tenant.version()));
    }

    /** All tenants, for the operator. */
    @GET
    @PermissionsAllowed("tenants:read")
    public Uni<Page<LineView>> list(@BeanParam Caller caller, @BeanParam PageQuery query) {
        Visibility.operatorOnly(caller);
        var request = query.of(NO_TENANT);
        return listTenants
                .handle(new TenantId(request.before()), request.fetch())
                .map(lines -> Page.of(request, lines.stream().map(LineView::of).toList(), LineView::id));
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("tenants:read")
    public Uni<Response> get(@BeanParam Caller caller, UUID id) {
        return findTenant
                .handle(Visibility.visible(caller, id))
                .map(tenant -> Answers.ok(TenantView.of(tenant), tenant.version()));
    }

    @PUT
    @Path("/{id}")
    @PermissionsAllowed("tenants:write")
    public Uni<Response> change(@BeanParam Caller caller, UUID id, @NotNull @Valid ChangeRequest body) {
        var tenant = Visibility.visible(caller, id);
        if (body.asksTheOperator()) {
            Visibility.operatorOnly(caller);
        }
        return changed(caller, tenant, current -> changeOf(body, current));
    }

    /** Reads go on, writes and sends are refused from now on. */
    @POST
    @Path("/{id}/suspend")
    @PermissionsAllowed("tenants:write")
    public Uni<Response> suspend(@BeanParam Caller caller, UUID id) {
        var tenant = Visibility.visible(caller, id);
        Visibility.operatorOnly(caller);
        return changed(caller, tenant, current -> Tenant.Change.ofActive(false));
    }

    @POST
    @Path("/{id}/resume")
    @PermissionsAllowed("tenants:write")
    public Uni<Response> resume(@BeanParam Caller caller, UUID id) {
        var tenant = Visibility.visible(caller, id);
        Visibility.operatorOnly(caller);
        return changed(caller, tenant, current -> Tenant.Change.ofActive(true));
    }

    private Uni<Response> changed(Caller caller, TenantId tenant, Function<Tenant, Tenant.Change> change) {
        return changeTenant
                .handle(new ChangeTenant.Command(tenant, Visibility.actor(caller), change, caller::expectVersion))
                .map(after -> Answers.ok(TenantView.of(after), after.version()));
    }

    private static Tenant.Change changeOf(ChangeRequest body, Tenant current) {
        var settings = body.settings();
        return new Tenant.Change(
                body.profile(current.profile()),
                settings == null || settings.quietHours() == null
                        ? null
                        : settings.quietHours().toDomain(),
                settings == null || settings.brand() == null
                        ? null
                        : settings.brand().toDomain(),
                body.plan() == null ? null : Plan.of(body.plan()),
                body.isActive(),
                body.billingCustomerId());
    }

    /** A person asks for what only the operator gives. */
    static final class OperatorDecides extends Refusal {
        OperatorDecides() {
            super(Kind.FORBIDDEN, "permission.operator", "Plan and billing are the operator's to decide");
        }
    }
}
