package io.tidings.tenant.member.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.Ids;
import io.tidings.tenant.access.domain.Actor;
import io.tidings.tenant.account.application.Founders;
import io.tidings.tenant.member.domain.Member;
import io.tidings.tenant.member.domain.Role;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;

/** Who creates a tenant is its first owner. */
@ApplicationScoped
class FirstOwner implements Founders {
    private final Members members;
    private final MemberNews news;
    private final Clock clock;

    FirstOwner(Members members, MemberNews news, Clock clock) {
        this.members = members;
        this.news = news;
        this.clock = clock;
    }

    @Override
    public Uni<Void> welcome(TenantId tenant, Actor founder, String person) {
        var owner = Member.joining(Ids.next(), person, Role.OWNER, clock.instant());
        return members.add(tenant, owner).chain(() -> news.added(tenant, founder, owner));
    }
}
