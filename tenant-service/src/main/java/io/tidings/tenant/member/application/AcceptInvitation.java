package io.tidings.tenant.member.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.problem.Refusal;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.Ids;
import io.tidings.tenant.access.domain.Actor;
import io.tidings.tenant.access.domain.NoSuchTenant;
import io.tidings.tenant.account.application.Tenants;
import io.tidings.tenant.member.domain.Invitation;
import io.tidings.tenant.member.domain.InvitationToken;
import io.tidings.tenant.member.domain.Member;

import java.time.Clock;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

/** Makes a logged-in person a member by the link they were given. */
@ApplicationScoped
public class AcceptInvitation {
    /** @param tenant whose member they are now */
    public record Accepted(TenantId tenant, Member member) {}

    private final TenantTx tx;
    private final Tenants tenants;
    private final Members members;
    private final Invitations invitations;
    private final MemberNews news;
    private final Clock clock;

    AcceptInvitation(
            TenantTx tx, Tenants tenants, Members members, Invitations invitations, MemberNews news, Clock clock) {
        this.tx = tx;
        this.tenants = tenants;
        this.members = members;
        this.invitations = invitations;
        this.news = news;
        this.clock = clock;
    }

    public Uni<Accepted> handle(Actor actor, String token) {
        var person = Optional.ofNullable(actor.person()).orElseThrow(PersonsOnly::new);
        var read = InvitationToken.read(token).orElseThrow(Invitation.NotFound::new);
        var tenant = read.tenant();
        return tx.run(
                tenant,
                // the tenant's lock first, as everywhere: two who take locks in other orders wait for each other
                () -> tenants.locked(tenant)
                        .onFailure(NoSuchTenant.class)
                        .transform(unknown -> new Invitation.NotFound())
                        .chain(() -> invitations.take(tenant, read.sha256(), clock.instant()))
                        .map(taken -> taken.orElseThrow(Invitation.NotFound::new))
                        .invoke(invitation -> {
                            if (!invitation.subject().equals(person)) {
                                throw new Invitation.OtherPerson(); // and the transaction puts it back
                            }
                        })
                        .chain(invitation -> {
                            var member = Member.joining(Ids.next(), person, invitation.role(), clock.instant());
                            return members.add(tenant, member)
                                    .chain(() -> news.added(tenant, actor, member))
                                    .replaceWith(new Accepted(tenant, member));
                        }));
    }

    /** A key or the operator is nobody who could become a member. */
    public static final class PersonsOnly extends Refusal {
        PersonsOnly() {
            super(Kind.FORBIDDEN, "permission.person", "This takes a person who is logged in");
        }
    }
}
