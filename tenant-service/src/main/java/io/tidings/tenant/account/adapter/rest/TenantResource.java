package io.tidings.tenant.account.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.Ids;
import io.tidings.runtime.web.Answers;
import io.tidings.runtime.web.Caller;
import io.tidings.runtime.web.Idempotency;
import io.tidings.tenant.account.application.ChangeTenant;
import io.tidings.tenant.account.application.CreateTenant;
import io.tidings.tenant.account.application.FindTenant;
import io.tidings.tenant.account.domain.Plan;
import io.tidings.tenant.account.domain.Profile;
import io.tidings.tenant.account.domain.Slug;
import io.tidings.tenant.account.domain.Tenant;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/**
 * Tenants. The operator creates and changes them; a key reads its own. Refusals: {@code tenant.not-found} (also for
 * another's), {@code tenant.slug}, {@code tenant.slug-reserved}, {@code tenant.slug-taken}, {@code tenant.plan},
 * {@code tenant.time-zone}, {@code tenant.locale}, {@code phone.invalid}.
 */
@Path("/api/v1/tenants")
class TenantResource {
    /** @param slug becomes the sub-domain and cannot be changed */
    record CreateRequest(
            @NotBlank @Size(max = 200) String name,
            @NotBlank @Size(max = 60) String slug,
            @Nullable @Size(max = 20) String plan,
            @Nullable @Size(max = 60) String timeZone,
            @Nullable @Size(max = 35) String locale,
            @Nullable @Size(max = 50) List<@NotNull @Size(max = 40) String> packerPhones) {}

    /** Absent fields stay as they are. */
    record ChangeRequest(
            @Nullable @Size(min = 1, max = 200) String name,
            @Nullable @Size(max = 20) String plan,
            @Nullable @Size(max = 60) String timeZone,
            @Nullable @Size(max = 35) String locale,
            @Nullable @Size(max = 50) List<@NotNull @Size(max = 40) String> packerPhones,
            @Nullable Boolean isActive) {}

    record TenantView(
            UUID id,
            String name,
            String slug,
            String plan,
            String timeZone,
            String locale,
            List<String> packerPhones,
            boolean isActive,
            Instant createdAt,
            Instant updatedAt) {
        static TenantView of(Tenant tenant) {
            return new TenantView(
                    tenant.id().value(),
                    tenant.profile().name(),
                    tenant.slug().value(),
                    tenant.plan().label(),
                    tenant.profile().timeZone(),
                    tenant.profile().locale(),
                    tenant.profile().packers(),
                    tenant.isActive(),
                    tenant.createdAt(),
                    tenant.updatedAt());
        }
    }

    private final CreateTenant createTenant;
    private final ChangeTenant changeTenant;
    private final FindTenant findTenant;
    private final Idempotency idempotency;

    TenantResource(
            CreateTenant createTenant, ChangeTenant changeTenant, FindTenant findTenant, Idempotency idempotency) {
        this.createTenant = createTenant;
        this.changeTenant = changeTenant;
        this.findTenant = findTenant;
        this.idempotency = idempotency;
    }

    @POST
    @PermissionsAllowed("tenants:write")
    public Uni<Response> create(@BeanParam Caller caller, @NotNull @Valid CreateRequest body) {
        Visibility.operatorOnly(caller);
        // the operator has no tenant to keep the answer under: with a key, the tenant's own id is made from it
        var id = caller.idempotencyKeyIfAny().map(NewTenantId::fromKey).orElseGet(() -> new TenantId(Ids.next()));
        return idempotency.once(
                caller,
                id,
                body,
                () -> createTenant
                        .handle(new CreateTenant.Command(
                                id,
                                new Slug(body.slug()),
                                Plan.of(Objects.requireNonNullElse(body.plan(), "free")),
                                Profile.of(
                                        body.name(),
                                        Objects.requireNonNullElse(body.timeZone(), "UTC"),
                                        Objects.requireNonNullElse(body.locale(), "en"),
                                        Objects.requireNonNullElse(body.packerPhones(), List.of()))))
                        .map(tenant -> Answers.created(
                                "/api/v1/tenants/" + tenant.id(), TenantView.of(tenant), tenant.version())));
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
        Visibility.operatorOnly(caller);
        return changeTenant
                .handle(new ChangeTenant.Command(
                        tenant,
                        body.name(),
                        body.timeZone(),
                        body.locale(),
                        body.packerPhones(),
                        body.plan() == null ? null : Plan.of(body.plan()),
                        body.isActive(),
                        caller::expectVersion))
                .map(changed -> Answers.ok(TenantView.of(changed), changed.version()));
    }
}
