package io.tidings.tenant.member.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.Ids;
import io.tidings.tenant.access.domain.Actor;
import io.tidings.tenant.account.application.Tenants;
import io.tidings.tenant.account.domain.Tenant;
import io.tidings.tenant.audit.application.AuditLog;
import io.tidings.tenant.member.domain.Invitation;
import io.tidings.tenant.member.domain.InvitationToken;
import io.tidings.tenant.member.domain.Member;
import io.tidings.tenant.member.domain.Role;
import io.tidings.tenant.plan.application.Plans;

import java.security.SecureRandom;
import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;

/** Offers a person a seat in a tenant. In two steps, so that no transaction waits for the identity provider. */
@ApplicationScoped
public class InviteMember {
    public record Command(TenantId tenant, Actor actor, String email, Role role) {}

    /** @param token to be shown now and never again */
    public record Invited(Invitation invitation, InvitationToken token) {}

    private final TenantTx tx;
    private final Tenants tenants;
    private final Members members;
    private final Invitations invitations;
    private final IdentityProvider identities;
    private final Plans plans;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    InviteMember(
            TenantTx tx,
            Tenants tenants,
            Members members,
            Invitations invitations,
            IdentityProvider identities,
            Plans plans,
            AuditLog audit,
            Clock clock) {
        this.tx = tx;
        this.tenants = tenants;
        this.members = members;
        this.invitations = invitations;
        this.identities = identities;
        this.plans = plans;
        this.audit = audit;
        this.clock = clock;
    }

    /** The subject of whom to invite. Nobody is made at the identity provider for an invitation that cannot be. */
    public Uni<String> identify(Command command) {
        if (command.role() == Role.OWNER && !command.actor().grants().cover("owners:write")) {
            throw new Member.OwnersOnly();
        }
        return tx.run(command.tenant(), () -> tenants.byId(command.tenant()))
                .chain(() -> identities.findOrCreate(command.tenant(), command.email()));
    }

    /** Writes the invitation. A second one for the same person voids the first and takes no second seat. */
    public Uni<Invited> handle(Command command, String subject) {
        return tx.run(
                command.tenant(),
                () -> tenants.locked(command.tenant())
                        .call(() -> members.find(command.tenant(), subject).invoke(found -> {
                            if (found.isPresent()) {
                                throw new Member.Exists();
                            }
                        }))
                        .call(tenant -> takeSeat(command.tenant(), tenant, subject))
                        .chain(() -> write(command, subject)));
    }

    private Uni<Void> takeSeat(TenantId id, Tenant tenant, String subject) {
        var seats = plans.of(tenant.plan()).seats();
        return seats == null
                ? Uni.createFrom().voidItem()
                : members.count(id)
                        .chain(sitting -> invitations
                                .countOpen(id, subject, clock.instant())
                                .map(offered -> sitting + offered))
                        .invoke(taken -> {
                            if (taken >= seats) {
                                throw new Member.NoSeat(seats);
                            }
                        })
                        .replaceWithVoid();
    }

    private Uni<Invited> write(Command command, String subject) {
        var now = clock.instant();
        var token = InvitationToken.generate(command.tenant(), random);
        var invitation = new Invitation(Ids.next(), subject, command.role(), now.plus(Invitation.VALID), now);
        return invitations
                .put(command.tenant(), invitation, token.sha256())
                .chain(() -> audit.append(
                        command.tenant(),
                        command.actor(),
                        "member.invited",
                        "user:" + subject,
                        "role " + command.role().label()))
                .replaceWith(new Invited(invitation, token));
    }
}
