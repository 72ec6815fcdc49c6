package io.tidings.tenant.member.application;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.Event;
import io.tidings.contracts.Topics;
import io.tidings.contracts.tenant.MemberAdded;
import io.tidings.contracts.tenant.MemberChanged;
import io.tidings.contracts.tenant.MemberRemoved;
import io.tidings.runtime.event.Outbox;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.tenant.access.domain.Actor;
import io.tidings.tenant.audit.application.AuditLog;
import io.tidings.tenant.member.domain.Member;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

/** What is told of a membership: its event, its line in the directory, a row of the audit log; in one transaction. */
@ApplicationScoped
public class MemberNews {
    private final Outbox outbox;
    private final AuditLog audit;

    MemberNews(Outbox outbox, AuditLog audit) {
        this.outbox = outbox;
        this.audit = audit;
    }

    Uni<Void> added(TenantId tenant, Actor actor, Member member) {
        var event = new MemberAdded(member.id(), member.subject(), member.role().label(), member.createdAt());
        return tell(tenant, actor, member, event, "member.added");
    }

    Uni<Void> changed(TenantId tenant, Actor actor, Member member) {
        var event =
                new MemberChanged(member.id(), member.subject(), member.role().label(), member.updatedAt());
        return tell(tenant, actor, member, event, "member.changed");
    }

    Uni<Void> removed(TenantId tenant, Actor actor, Member member, Instant now) {
        return outbox.append(tenant, new MemberRemoved(member.id(), member.subject(), now))
                .chain(() -> outbox.removeState(tenant, Topics.DIRECTORY, key(tenant, member)))
                .chain(() -> audit.append(tenant, actor, "member.removed", "user:" + member.subject()));
    }

    private Uni<Void> tell(TenantId tenant, Actor actor, Member member, Event event, String action) {
        return outbox.append(tenant, event)
                .chain(() -> outbox.appendState(
                        tenant, Topics.DIRECTORY, key(tenant, member), member.directoryEntry(tenant)))
                .chain(() -> audit.append(
                        tenant,
                        actor,
                        action,
                        "user:" + member.subject(),
                        "role " + member.role().label()));
    }

    private static String key(TenantId tenant, Member member) {
        return "member:" + tenant + ":" + member.subject();
    }
}
