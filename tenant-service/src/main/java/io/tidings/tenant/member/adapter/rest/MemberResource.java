package io.tidings.tenant.member.adapter.rest;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.web.Answers;
import io.tidings.runtime.web.Caller;
import io.tidings.runtime.web.Idempotency;
import io.tidings.runtime.web.Page;
import io.tidings.runtime.web.PageQuery;
import io.tidings.tenant.access.adapter.rest.Visibility;
import io.tidings.tenant.member.application.ChangeMember;
import io.tidings.tenant.member.application.InviteMember;
import io.tidings.tenant.member.application.ListMembers;
import io.tidings.tenant.member.domain.Member;
import io.tidings.tenant.member.domain.Role;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/**
 * Members of a tenant. Refusals: {@code tenant.not-found}, {@code member.not-found}, {@code member.exists},
 * {@code member.role}, {@code member.last-owner}, {@code permission.owner}, {@code plan.seats},
 * {@code login.not-configured}, {@code login.unavailable}.
 */
@Path("/api/v1/tenants/{id}/users")
class MemberResource {
    record InviteRequest(
            @NotBlank @Email @Size(max = 254) String email,
            @NotNull @Size(max = 20) String role) {}

    record RoleRequest(@NotNull @Size(max = 20) String role) {}

    record MemberView(
            String userId, UUID id, String role, List<String> permissions, Instant createdAt, Instant updatedAt) {
        static MemberView of(Member member) {
            return new MemberView(
                    member.subject(),
                    member.id(),
                    member.role().label(),
                    member.role().permissions(),
                    member.createdAt(),
                    member.updatedAt());
        }
    }

    /** @param token of the link, shown this once: {@code POST /api/v1/invitations/<token>/accept} */
    record InvitedView(
            String userId, UUID id, String role, @Nullable String token, Instant expiresAt) {
        static InvitedView of(InviteMember.Invited invited) {
            var invitation = invited.invitation();
            return new InvitedView(
                    invitation.subject(),
                    invitation.id(),
                    invitation.role().label(),
                    invited.token().text(),
                    invitation.expiresAt());
        }

        InvitedView withoutToken() {
            return new InvitedView(userId, id, role, null, expiresAt);
        }
    }

    private final InviteMember inviteMember;
    private final ListMembers listMembers;
    private final ChangeMember changeMember;
    private final Idempotency idempotency;

    MemberResource(
            InviteMember inviteMember, ListMembers listMembers, ChangeMember changeMember, Idempotency idempotency) {
        this.inviteMember = inviteMember;
        this.listMembers = listMembers;
        this.changeMember = changeMember;
        this.idempotency = idempotency;
    }

    /** Invites a person; they are a member once they have accepted. */
    @POST
    @PermissionsAllowed("users:write")
    public Uni<Response> invite(@BeanParam Caller caller, UUID id, @NotNull @Valid InviteRequest body) {
        var tenant = Visibility.visible(caller, id);
        var command = new InviteMember.Command(tenant, Visibility.actor(caller), body.email(), Role.of(body.role()));
        return inviteMember
                .identify(command)
                .chain(subject -> idempotency.once(
                        caller,
                        tenant,
                        body,
                        () -> inviteMember
                                .handle(command, subject)
                                .map(invited -> Answers.created(
                                        "/api/v1/tenants/" + tenant + "/users/" + subject, InvitedView.of(invited), 0)),
                        answer -> ((InvitedView) answer).withoutToken()));
    }

    @GET
    @PermissionsAllowed("users:read")
    public Uni<Page<MemberView>> list(@BeanParam Caller caller, @BeanParam PageQuery query, UUID id) {
        var request = query.of(Visibility.visible(caller, id));
        return listMembers
                .handle(request.tenant(), request.before(), request.fetch())
                .map(members ->
                        Page.of(request, members.stream().map(MemberView::of).toList(), MemberView::id));
    }

    @PUT
    @Path("/{userId}")
    @PermissionsAllowed("users:write")
    public Uni<Response> change(
            @BeanParam Caller caller, UUID id, @Size(max = 200) String userId, @NotNull @Valid RoleRequest body) {
        return changeMember
                .handle(new ChangeMember.Command(
                        Visibility.visible(caller, id),
                        Visibility.actor(caller),
                        userId,
                        Role.of(body.role()),
                        caller::expectVersion))
                .map(member -> Answers.ok(MemberView.of(member), member.version()));
    }

    /** Removes a member or withdraws an invitation; everybody may remove themselves. */
    @DELETE
    @Path("/{userId}")
    @PermissionsAllowed({"users:write", "users:read"})
    public Uni<Void> remove(@BeanParam Caller caller, UUID id, @Size(max = 200) String userId) {
        var tenant = Visibility.visible(caller, id);
        var actor = Visibility.actor(caller);
        if (!actor.grants().cover("users:write") && !userId.equals(actor.person())) {
            throw new OthersNeedPermission();
        }
        return changeMember.remove(tenant, actor, userId);
    }

    /** As the missing permission would be refused before the method. */
    static final class OthersNeedPermission extends Refusal {
        OthersNeedPermission() {
            super(Kind.FORBIDDEN, "permission.missing", "The credential lacks the permission for this operation");
        }
    }
}
