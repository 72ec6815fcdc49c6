package io.tidings.tenant.plan.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.tidings.tenant.plan.application.Plans;
import io.tidings.tenant.plan.domain.Plan;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Stream;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** What can be had. The same for everybody; the gateway lets in who has no credential. */
@Path("/api/v1/plans")
class PlanResource {
    /** Null is no limit; {@code apiRate} is requests a minute. */
    record PlanView(
            String name,
            @Nullable Long messagesPerMonth,
            @Nullable Long contacts,
            @Nullable Integer seats,
            int apiRate,
            boolean customDomain) {}

    record PlansView(List<PlanView> items) {}

    private final Plans plans;

    PlanResource(Plans plans) {
        this.plans = plans;
    }

    /** All plans, the smallest first. */
    @GET
    @PermissionsAllowed("plans:read")
    public PlansView list() {
        return new PlansView(Stream.of(Plan.values()).map(this::view).toList());
    }

    private PlanView view(Plan plan) {
        var included = plans.of(plan);
        return new PlanView(
                plan.label(),
                included.messagesPerMonth(),
                included.contacts(),
                included.seats(),
                included.apiRate(),
                included.customDomain());
    }
}
