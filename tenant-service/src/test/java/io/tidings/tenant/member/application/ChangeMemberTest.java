package io.tidings.tenant.member.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.tidings.contracts.tenant.MemberChanged;
import io.tidings.contracts.tenant.MemberRemoved;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.value.Ids;
import io.tidings.tenant.access.domain.Actor;
import io.tidings.tenant.access.domain.Grants;
import io.tidings.tenant.account.application.InMemoryTenants;
import io.tidings.tenant.audit.application.RecordedAudit;
import io.tidings.tenant.member.domain.Member;
import io.tidings.tenant.member.domain.Role;
import io.tidings.testkit.fake.ImmediateTx;
import io.tidings.testkit.fake.MovableClock;
import io.tidings.testkit.fake.RecordedOutbox;
import org.junit.jupiter.api.Test;

import java.time.Duration;

class ChangeMemberTest {
    private final InMemoryTenants tenants = new InMemoryTenants();
    private final Members members = new InMemoryMembers();
    private final RecordedOutbox outbox = new RecordedOutbox();
    private final RecordedAudit audit = new RecordedAudit();
    private final MovableClock clock = MovableClock.at("2026-11-22T10:00:00Z");
    private final ChangeMember changeMember = new ChangeMember(
            new ImmediateTx(), tenants, members, new InMemoryInvitations(), new MemberNews(outbox, audit), clock);
    private final TenantId tenant = tenants.aTenant();

    private static <T> T result(Uni<T> work) {
        return work.await().atMost(Duration.ofSeconds(20));
    }

    private void isIn(String subject, Role role) {
        result(members.add(tenant, Member.joining(Ids.next(), subject, role, clock.instant())));
    }

    private static Actor person(String subject, Role role) {
        return new Actor("user:" + subject, false, subject, new Grants(role.permissions()), null);
    }

    private Member change(Actor actor, String subject, Role role) {
        return result(changeMember.handle(new ChangeMember.Command(tenant, actor, subject, role, version -> {})));
    }

    @Test
    void a_new_role_is_kept_told_and_written_down() {
        isIn("ana", Role.OWNER);
        isIn("ben", Role.MEMBER);
        var changed = change(person("ana", Role.OWNER), "ben", Role.ADMIN);
        assertThat(changed.version()).isEqualTo(1);
        assertThat(result(members.find(tenant, "ben"))).contains(changed);
        assertThat(outbox.events(MemberChanged.class))
                .extracting(MemberChanged::role)
                .containsExactly("admin");
        assertThat(outbox.states()).containsExactly(changed.directoryEntry(tenant));
        assertThat(audit.lines(tenant)).containsExactly("user:ana member.changed user:ben");
    }

    @Test
    void the_same_role_again_is_no_news() {
        isIn("ana", Role.OWNER);
        assertThat(change(person("ana", Role.OWNER), "ana", Role.OWNER).version())
                .isZero();
        assertThat(outbox.events()).isEmpty();
        assertThat(audit.lines(tenant)).isEmpty();
    }

    @Test
    void the_last_owner_stays_and_of_two_one_may_go() {
        isIn("ana", Role.OWNER);
        assertThatThrownBy(() -> change(person("ana", Role.OWNER), "ana", Role.ADMIN))
                .isInstanceOf(Member.LastOwner.class);
        assertThatThrownBy(() -> result(changeMember.remove(tenant, person("ana", Role.OWNER), "ana")))
                .isInstanceOf(Member.LastOwner.class);
        isIn("ben", Role.OWNER);
        result(changeMember.remove(tenant, person("ana", Role.OWNER), "ana"));
        assertThat(outbox.events(MemberRemoved.class)).hasSize(1);
        assertThat(outbox.removedStates()).containsExactly("member:" + tenant + ":ana");
    }

    @Test
    void who_is_no_owner_decides_nothing_about_owners() {
        isIn("ana", Role.OWNER);
        isIn("ben", Role.OWNER);
        isIn("cleo", Role.ADMIN);
        var cleo = person("cleo", Role.ADMIN);
        assertThatThrownBy(() -> change(cleo, "cleo", Role.OWNER)).isInstanceOf(Member.OwnersOnly.class);
        assertThatThrownBy(() -> change(cleo, "ana", Role.MEMBER)).isInstanceOf(Member.OwnersOnly.class);
        assertThatThrownBy(() -> result(changeMember.remove(tenant, cleo, "ana")))
                .isInstanceOf(Member.OwnersOnly.class);
        assertThat(outbox.events()).isEmpty();
    }

    @Test
    void who_is_not_in_cannot_be_changed_or_removed() {
        isIn("ana", Role.OWNER);
        assertThatThrownBy(() -> change(person("ana", Role.OWNER), "zoe", Role.ADMIN))
                .isInstanceOf(Member.NotFound.class);
        assertThatThrownBy(() -> result(changeMember.remove(tenant, person("ana", Role.OWNER), "zoe")))
                .isInstanceOf(Member.NotFound.class);
    }
}
