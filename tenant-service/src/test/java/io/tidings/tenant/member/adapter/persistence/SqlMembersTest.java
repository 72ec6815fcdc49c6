package io.tidings.tenant.member.adapter.persistence;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.tenant.Suite;
import io.tidings.tenant.member.application.Invitations;
import io.tidings.tenant.member.application.Members;
import io.tidings.tenant.member.application.MembersContract;
import io.tidings.testkit.infra.TidingsInfra;

import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(TidingsInfra.class)
class SqlMembersTest extends MembersContract {
    @Inject
    TenantTx tx;

    @Inject
    Members members;

    @Inject
    Invitations invitations;

    @Override
    protected TenantTx tx() {
        return tx;
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
        return new TenantId(Suite.tenant("free"));
    }
}
