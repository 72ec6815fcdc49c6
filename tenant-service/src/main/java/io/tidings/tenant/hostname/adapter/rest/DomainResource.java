package io.tidings.tenant.hostname.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.runtime.web.Caller;
import io.tidings.tenant.access.adapter.rest.Visibility;
import io.tidings.tenant.account.domain.CustomDomain;
import io.tidings.tenant.hostname.application.DomainSettings;
import io.tidings.tenant.hostname.application.UseDomain;
import io.tidings.tenant.hostname.domain.DomainName;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

/**
 * The domain of a tenant's own. Refusals: {@code tenant.not-found}, {@code domain.name}, {@code domain.taken},
 * {@code domain.not-found}, {@code plan.custom-domain}.
 */
@Path("/api/v1/tenants/{id}/domain")
class DomainResource {
    record ClaimRequest(@NotBlank @Size(max = 300) String domain) {}

    /** What to write into the zone. */
    record ChallengeView(String type, String name, String value) {}

    /** @param deadline until when a pending or lost domain is looked for */
    record DomainView(
            String domain,
            String state,
            ChallengeView challenge,
            Instant deadline,
            @Nullable Instant provenAt,
            @Nullable Instant missingSince,
            @Nullable Instant checkedAt) {
        static DomainView of(CustomDomain domain) {
            return new DomainView(
                    domain.name(),
                    domain.state().name().toLowerCase(Locale.ROOT),
                    new ChallengeView("TXT", new DomainName(domain.name()).challengeName(), domain.challenge()),
                    domain.deadline(),
                    domain.provenAt(),
                    domain.missingSince(),
                    domain.checkedAt());
        }
    }

    private final UseDomain useDomain;
    private final DomainSettings settings;

    DomainResource(UseDomain useDomain, DomainSettings settings) {
        this.useDomain = useDomain;
        this.settings = settings;
    }

    @GET
    @PermissionsAllowed("domains:read")
    public Uni<DomainView> get(@BeanParam Caller caller, UUID id) {
        return useDomain.find(Visibility.visible(caller, id)).map(DomainView::of);
    }

    /** Claims a domain; it leads to the tenant once the record of {@code challenge} is found. */
    @PUT
    @PermissionsAllowed("domains:write")
    public Uni<DomainView> claim(@BeanParam Caller caller, UUID id, @NotNull @Valid ClaimRequest body) {
        return useDomain
                .claim(
                        Visibility.visible(caller, id),
                        Visibility.actor(caller),
                        DomainName.of(body.domain(), settings.own()))
                .map(DomainView::of);
    }

    @DELETE
    @PermissionsAllowed("domains:write")
    public Uni<Void> giveUp(@BeanParam Caller caller, UUID id) {
        return useDomain.giveUp(Visibility.visible(caller, id), Visibility.actor(caller));
    }
}
