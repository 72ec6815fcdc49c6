package io.tidings.tenant.member.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.Ids;
import io.tidings.tenant.member.domain.Invitation;
import io.tidings.tenant.member.domain.Member;
import io.tidings.tenant.member.domain.Role;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/** What {@link Members} and {@link Invitations} do, whoever does it. */
public abstract class MembersContract {
    protected static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final byte[] HASH = {1, 2, 3};

    protected abstract TenantTx tx();

    protected abstract Members members();

    protected abstract Invitations invitations();

    /** A tenant that is there. */
    protected abstract TenantId tenant();

    private <T> T in(TenantId tenant, Supplier<Uni<T>> work) {
        return tx().run(tenant, work).await().atMost(Duration.ofSeconds(20));
    }

    private Member joined(TenantId tenant, String subject, Role role) {
        var member = Member.joining(Ids.next(), subject, role, NOW);
        in(tenant, () -> members().add(tenant, member));
        return member;
    }

    @Test
    void a_member_is_found_by_who_they_are_in_their_tenant_only() {
        var tenant = tenant();
        var other = tenant();
        var member = joined(tenant, "sub-1", Role.ADMIN);
        assertThat(in(tenant, () -> members().find(tenant, "sub-1"))).contains(member);
        assertThat(in(tenant, () -> members().find(tenant, "sub-2"))).isEmpty();
        assertThat(in(other, () -> members().find(other, "sub-1"))).isEmpty();
    }

    @Test
    void nobody_joins_twice_but_anybody_joins_two_tenants() {
        var tenant = tenant();
        joined(tenant, "sub-1", Role.MEMBER);
        assertThatThrownBy(() -> joined(tenant, "sub-1", Role.OWNER)).isInstanceOf(Member.Exists.class);
        joined(tenant(), "sub-1", Role.OWNER);
        assertThat(in(tenant, () -> members().count(tenant))).isEqualTo(1);
    }

    @Test
    void a_changed_member_is_read_as_changed_and_owners_are_counted() {
        var tenant = tenant();
        var member = joined(tenant, "sub-1", Role.OWNER);
        joined(tenant, "sub-2", Role.MEMBER);
        assertThat(in(tenant, () -> members().countOwners(tenant))).isEqualTo(1);
        var changed = member.with(Role.MEMBER, NOW.plusSeconds(5));
        in(tenant, () -> members().change(tenant, changed));
        assertThat(in(tenant, () -> members().find(tenant, "sub-1"))).contains(changed);
        assertThat(in(tenant, () -> members().countOwners(tenant))).isZero();
    }

    @Test
    void a_removed_member_is_gone() {
        var tenant = tenant();
        var member = joined(tenant, "sub-1", Role.OWNER);
        in(tenant, () -> members().remove(tenant, member));
        assertThat(in(tenant, () -> members().find(tenant, "sub-1"))).isEmpty();
    }

    @Test
    void pages_go_from_the_newest_down() {
        var tenant = tenant();
        var first = joined(tenant, "sub-1", Role.OWNER);
        var second = joined(tenant, "sub-2", Role.MEMBER);
        var third = joined(tenant, "sub-3", Role.MEMBER);
        assertThat(in(tenant, () -> members().page(tenant, new UUID(-1L, -1L), 2)))
                .containsExactly(third, second);
        assertThat(in(tenant, () -> members().page(tenant, second.id(), 2))).containsExactly(first);
    }

    private Invitation invited(TenantId tenant, String subject, byte[] hash, Instant expires) {
        var invitation = new Invitation(Ids.next(), subject, Role.MEMBER, expires, NOW);
        in(tenant, () -> invitations().put(tenant, invitation, hash));
        return invitation;
    }

    @Test
    void an_invitation_is_taken_once() {
        var tenant = tenant();
        var invitation = invited(tenant, "sub-1", HASH, NOW.plusSeconds(60));
        assertThat(in(tenant, () -> invitations().take(tenant, HASH, NOW))).contains(invitation);
        assertThat(in(tenant, () -> invitations().take(tenant, HASH, NOW))).isEmpty();
    }

    @Test
    void an_expired_one_is_not_there_and_takes_no_seat() {
        var tenant = tenant();
        invited(tenant, "sub-1", HASH, NOW);
        assertThat(in(tenant, () -> invitations().take(tenant, HASH, NOW))).isEmpty();
        assertThat(in(tenant, () -> invitations().countOpen(tenant, "sub-9", NOW)))
                .isZero();
    }

    @Test
    void a_second_one_for_the_same_person_voids_the_first() {
        var tenant = tenant();
        invited(tenant, "sub-1", HASH, NOW.plusSeconds(60));
        var second = invited(tenant, "sub-1", new byte[] {9}, NOW.plusSeconds(60));
        assertThat(in(tenant, () -> invitations().countOpen(tenant, "sub-9", NOW)))
                .isEqualTo(1);
        assertThat(in(tenant, () -> invitations().countOpen(tenant, "sub-1", NOW)))
                .isZero();
        assertThat(in(tenant, () -> invitations().take(tenant, HASH, NOW))).isEmpty();
        assertThat(in(tenant, () -> invitations().take(tenant, new byte[] {9}, NOW)))
                .contains(second);
    }

    @Test
    void a_withdrawn_one_is_gone_and_another_tenants_is_none_of_ours() {
        var tenant = tenant();
        var other = tenant();
        invited(other, "sub-1", HASH, NOW.plusSeconds(60));
        assertThat(in(tenant, () -> invitations().take(tenant, HASH, NOW))).isEmpty();
        assertThat(in(tenant, () -> invitations().withdraw(tenant, "sub-1"))).isFalse();
        assertThat(in(other, () -> invitations().withdraw(other, "sub-1"))).isTrue();
        assertThat(in(other, () -> invitations().take(other, HASH, NOW))).isEmpty();
    }
}
