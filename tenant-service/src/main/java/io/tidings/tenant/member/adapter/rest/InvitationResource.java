package io.tidings.tenant.member.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.runtime.web.Caller;
import io.tidings.tenant.access.adapter.rest.Visibility;
import io.tidings.tenant.member.application.AcceptInvitation;

import java.util.List;
import java.util.UUID;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/**
 * What an invitation's link does. Refusals: {@code invitation.not-found} (also for a used or expired one),
 * {@code invitation.other-person}, {@code permission.person}, {@code member.exists}.
 */
@Path("/api/v1/invitations")
class InvitationResource {
    record AcceptedView(UUID tenantId, String userId, String role, List<String> permissions) {
        static AcceptedView of(AcceptInvitation.Accepted accepted) {
            var member = accepted.member();
            return new AcceptedView(
                    accepted.tenant().value(),
                    member.subject(),
                    member.role().label(),
                    member.role().permissions());
        }
    }

    private final AcceptInvitation acceptInvitation;

    InvitationResource(AcceptInvitation acceptInvitation) {
        this.acceptInvitation = acceptInvitation;
    }

    /** Works once, for the person it was made for, and within seven days. */
    @POST
    @Path("/{token}/accept")
    @PermissionsAllowed("invitations:write")
    public Uni<AcceptedView> accept(@BeanParam Caller caller, String token) {
        return acceptInvitation.handle(Visibility.actor(caller), token).map(AcceptedView::of);
    }
}
