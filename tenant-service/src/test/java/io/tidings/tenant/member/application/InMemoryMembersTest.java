package io.tidings.tenant.member.application;

import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.testkit.fake.ImmediateTx;

import java.util.UUID;

class InMemoryMembersTest extends MembersContract {
    private final Members members = new InMemoryMembers();
    private final Invitations invitations = new InMemoryInvitations();

    @Override
    protected TenantTx tx() {
        return new ImmediateTx();
    }

    @Override
    protected Members members() {
        return members;
    }

    @Override
    protected Invitations invitations() {
        return invitations;
    }

    @Override
    protected TenantId tenant() {
        return new TenantId(UUID.randomUUID());
    }
}
