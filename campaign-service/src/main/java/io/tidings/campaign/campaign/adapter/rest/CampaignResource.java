package io.tidings.campaign.campaign.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.campaign.campaign.application.ChangeCampaign;
import io.tidings.campaign.campaign.application.CreateCampaign;
import io.tidings.campaign.campaign.application.FindCampaigns;
import io.tidings.campaign.campaign.domain.Campaign;
import io.tidings.campaign.campaign.domain.CampaignStatus;
import io.tidings.campaign.campaign.domain.StopOnReply;
import io.tidings.runtime.web.Answers;
import io.tidings.runtime.web.Caller;
import io.tidings.runtime.web.Idempotency;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageQuery;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Campaigns: created, looked at, paused and archived. Refusals: {@code campaign.not-found}, {@code campaign.archived}. */
@Path("/api/v1/campaigns")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class CampaignResource {
    private static final String STOPS = "end|pause|continue";

    /** @param stopOnReply what an answer does: end (the default), pause or continue */
    record CampaignRequest(
            @NotBlank @Size(max = 120) String name,
            @Nullable @Pattern(regexp = STOPS) String stopOnReply) {}

    /** What is absent stays as it is. */
    record CampaignChange(
            @Nullable @Size(min = 1, max = 120) @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
            String name,

            @Nullable @Pattern(regexp = "active|paused|archived")
            String status,

            @Nullable @Pattern(regexp = STOPS) String stopOnReply) {}

    record CampaignView(UUID id, String name, String status, String stopOnReply, Instant createdAt) {
        static CampaignView of(Campaign campaign) {
            return new CampaignView(
                    campaign.id().value(),
                    campaign.name(),
                    campaign.status().name().toLowerCase(Locale.ROOT),
                    campaign.stopOnReply().name().toLowerCase(Locale.ROOT),
                    campaign.createdAt());
        }
    }

    private final CreateCampaign createCampaign;
    private final ChangeCampaign changeCampaign;
    private final FindCampaigns findCampaigns;
    private final Idempotency idempotency;

    CampaignResource(
            CreateCampaign createCampaign,
            ChangeCampaign changeCampaign,
            FindCampaigns findCampaigns,
            Idempotency idempotency) {
        this.createCampaign = createCampaign;
        this.changeCampaign = changeCampaign;
        this.findCampaigns = findCampaigns;
        this.idempotency = idempotency;
    }

    @POST
    @PermissionsAllowed("campaigns:write")
    public Uni<Response> create(@BeanParam Caller caller, @NotNull @Valid CampaignRequest body) {
        var stop = body.stopOnReply() == null ? StopOnReply.END : stopOnReply(body.stopOnReply());
        var command = new CreateCampaign.Command(caller.tenant(), body.name().strip(), stop);
        return idempotency.once(
                caller,
                body,
                () -> createCampaign
                        .handle(command)
                        .map(campaign -> Answers.created(
                                "/api/v1/campaigns/" + campaign.id().value(),
                                CampaignView.of(campaign),
                                campaign.version())));
    }

    @GET
    @PermissionsAllowed("campaigns:read")
    public Uni<Page<CampaignView>> list(@BeanParam Caller caller, @BeanParam PageQuery query) {
        var page = query.of(caller.tenant());
        return findCampaigns
                .page(caller.tenant(), page)
                .map(found -> Page.of(page, found.stream().map(CampaignView::of).toList(), CampaignView::id));
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("campaigns:read")
    public Uni<Response> get(@BeanParam Caller caller, UUID id) {
        return findCampaigns.one(caller.tenant(), id).map(CampaignResource::answer);
    }

    @PUT
    @Path("/{id}")
    @PermissionsAllowed("campaigns:write")
    public Uni<Response> change(@BeanParam Caller caller, UUID id, @NotNull @Valid CampaignChange body) {
        return changeCampaign
                .handle(new ChangeCampaign.Command(
                        caller.tenant(),
                        id,
                        body.name() == null ? null : body.name().strip(),
                        body.status() == null
                                ? null
                                : CampaignStatus.valueOf(body.status().toUpperCase(Locale.ROOT)),
                        body.stopOnReply() == null ? null : stopOnReply(body.stopOnReply()),
                        caller::expectVersion))
                .map(CampaignResource::answer);
    }

    private static Response answer(Campaign campaign) {
        return Answers.ok(CampaignView.of(campaign), campaign.version());
    }

    private static StopOnReply stopOnReply(String text) {
        return StopOnReply.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
