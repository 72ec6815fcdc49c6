package io.tidings.tenant.member.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.tenant.access.domain.Actor;
import io.tidings.tenant.account.application.Tenants;
import io.tidings.tenant.member.domain.Member;
import io.tidings.tenant.member.domain.Role;

import java.time.Clock;
import java.util.function.LongConsumer;

import jakarta.enterprise.context.ApplicationScoped;

/** Gives a member another role, or takes the membership away. A tenant never loses its last owner. */
@ApplicationScoped
public class ChangeMember {
    /** @param expectedVersion is shown the current version before anything changes, and may refuse */
    public record Command(TenantId tenant, Actor actor, String subject, Role role, LongConsumer expectedVersion) {}

    private final TenantTx tx;
    private final Tenants tenants;
    private final Members members;
    private final Invitations invitations;
    private final MemberNews news;
    private final Clock clock;

    ChangeMember(TenantTx tx, Tenants tenants, Members members, Invitations invitations, MemberNews news, Clock clock) {
        this.tx = tx;
        this.tenants = tenants;
        this.members = members;
        this.invitations = invitations;
        this.news = news;
        this.clock = clock;
    }

    public Uni<Member> handle(Command command) {
        var tenant = command.tenant();
        // the lock makes two owners who demote each other take turns: the second finds itself the last
        return tx.run(
                tenant,
                () -> tenants.locked(tenant)
                        .chain(() -> found(tenant, command.subject()))
                        .chain(member -> {
                            command.expectedVersion().accept(member.version());
                            if (member.role() == command.role()) {
                                return Uni.createFrom().item(member);
                            }
                            refuseUnlessOwner(
                                    command.actor(), member.role() == Role.OWNER || command.role() == Role.OWNER);
                            var changed = member.with(command.role(), clock.instant());
                            return keepAnOwner(tenant, member)
                                    .chain(() -> members.change(tenant, changed))
                                    .chain(() -> news.changed(tenant, command.actor(), changed))
                                    .replaceWith(changed);
                        }));
    }

    /** Removes a member, or withdraws an invitation. Everybody may leave but the last owner. */
    public Uni<Void> remove(TenantId tenant, Actor actor, String subject) {
        return tx.run(
                tenant,
                () -> tenants.locked(tenant)
                        .chain(() -> invitations.withdraw(tenant, subject))
                        .chain(withdrawn -> members.find(tenant, subject)
                                .chain(member -> member.isPresent()
                                        ? remove(tenant, actor, member.get())
                                        : goneOrUnknown(withdrawn))));
    }

    private Uni<Void> remove(TenantId tenant, Actor actor, Member member) {
        refuseUnlessOwner(
                actor, member.role() == Role.OWNER && !member.subject().equals(actor.person()));
        return keepAnOwner(tenant, member)
                .chain(() -> members.remove(tenant, member))
                .chain(() -> news.removed(tenant, actor, member, clock.instant()));
    }

    private static Uni<Void> goneOrUnknown(boolean withdrawn) {
        return withdrawn ? Uni.createFrom().voidItem() : Uni.createFrom().failure(new Member.NotFound());
    }

    private Uni<Member> found(TenantId tenant, String subject) {
        return members.find(tenant, subject).map(member -> member.orElseThrow(Member.NotFound::new));
    }

    private static void refuseUnlessOwner(Actor actor, boolean concernsOwners) {
        if (concernsOwners && !actor.grants().cover("owners:write")) {
            throw new Member.OwnersOnly();
        }
    }

    private Uni<Void> keepAnOwner(TenantId tenant, Member member) {
        return member.role() != Role.OWNER
                ? Uni.createFrom().voidItem()
                : members.countOwners(tenant)
                        .invoke(owners -> {
                            if (owners <= 1) {
                                throw new Member.LastOwner();
                            }
                        })
                        .replaceWithVoid();
    }
}
