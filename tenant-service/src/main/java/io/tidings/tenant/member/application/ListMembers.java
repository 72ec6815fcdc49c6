package io.tidings.tenant.member.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.tenant.account.application.Tenants;
import io.tidings.tenant.member.domain.Member;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

/** Lists the members of a tenant. */
@ApplicationScoped
public class ListMembers {
    private final TenantTx tx;
    private final Tenants tenants;
    private final Members members;

    ListMembers(TenantTx tx, Tenants tenants, Members members) {
        this.tx = tx;
        this.tenants = tenants;
        this.members = members;
    }

    public Uni<List<Member>> handle(TenantId tenant, UUID before, int limit) {
        return tx.run(tenant, () -> tenants.byId(tenant).chain(() -> members.page(tenant, before, limit)));
    }
}
