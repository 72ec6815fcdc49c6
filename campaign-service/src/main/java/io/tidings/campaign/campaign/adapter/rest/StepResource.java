package io.tidings.campaign.campaign.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.campaign.campaign.application.AddStep;
import io.tidings.campaign.campaign.application.ChangeStep;
import io.tidings.campaign.campaign.application.FindCampaigns;
import io.tidings.campaign.campaign.domain.StepPlan;
import io.tidings.runtime.web.Answers;
import io.tidings.runtime.web.Caller;
import io.tidings.runtime.web.Idempotency;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageQuery;
import io.tidings.runtime.web.PageRequest;

import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * The steps of a campaign. Refusals: {@code campaign.not-found}, {@code campaign.full}, {@code step.not-found},
 * {@code step.number-taken}, {@code step.delay}, {@code step.template-length}, {@code step.template-syntax},
 * {@code step.variables}.
 */
@Path("/api/v1/campaigns/{id}/steps")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class StepResource {
    private final AddStep addStep;
    private final ChangeStep changeStep;
    private final FindCampaigns findCampaigns;
    private final Idempotency idempotency;

    StepResource(AddStep addStep, ChangeStep changeStep, FindCampaigns findCampaigns, Idempotency idempotency) {
        this.addStep = addStep;
        this.changeStep = changeStep;
        this.findCampaigns = findCampaigns;
        this.idempotency = idempotency;
    }

    @POST
    @PermissionsAllowed("campaigns:write")
    public Uni<Response> add(@BeanParam Caller caller, UUID id, @NotNull @Valid StepBodies.StepRequest body) {
        var command = new AddStep.Command(caller.tenant(), id, body.stepNumber(), body.content());
        return idempotency.once(
                caller,
                body,
                () -> addStep.handle(command)
                        .map(step -> Answers.created(
                                "/api/v1/campaigns/" + id + "/steps/"
                                        + step.id().value(),
                                StepBodies.StepView.of(step),
                                step.version())));
    }

    /** In the order they go out. */
    @GET
    @PermissionsAllowed("campaigns:read")
    public Uni<Page<StepBodies.StepView>> list(@BeanParam Caller caller, UUID id, @BeanParam PageQuery query) {
        var page = query.of(caller.tenant());
        return findCampaigns
                .steps(caller.tenant(), id)
                .map(plan -> Page.of(page, rest(plan, page), StepBodies.StepView::id));
    }

    @PUT
    @Path("/{stepId}")
    @PermissionsAllowed("campaigns:write")
    public Uni<Response> change(
            @BeanParam Caller caller, UUID id, UUID stepId, @NotNull @Valid StepBodies.StepChange body) {
        return changeStep
                .handle(new ChangeStep.Command(
                        caller.tenant(), id, stepId, body.stepNumber(), body::applied, caller::expectVersion))
                .map(step -> Answers.ok(StepBodies.StepView.of(step), step.version()));
    }

    /** What comes after the cursor's step. The list is short and goes by number, so it is cut here and not by SQL. */
    private static List<StepBodies.StepView> rest(StepPlan plan, PageRequest page) {
        var all = plan.steps().stream().map(StepBodies.StepView::of).toList();
        var from = 0;
        for (var i = 0; i < all.size(); i++) {
            if (all.get(i).id().equals(page.before())) {
                from = i + 1;
            }
        }
        return all.subList(from, Math.min(all.size(), from + page.fetch()));
    }
}
