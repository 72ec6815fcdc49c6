package io.tidings.tenant.member.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.tenant.member.domain.Member;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The members of a tenant. Whoever counts them and then changes them has locked the tenant before. */
public interface Members {

    /** The membership of a person. */
    Uni<Optional<Member>> find(TenantId tenant, String subject);

    /** Adds one; refuses who is in already with {@code Member.Exists}. */
    Uni<Void> add(TenantId tenant, Member member);

    /** Keeps the role and version of a member that is there. */
    Uni<Void> change(TenantId tenant, Member member);

    Uni<Void> remove(TenantId tenant, Member member);

    Uni<Integer> count(TenantId tenant);

    Uni<Integer> countOwners(TenantId tenant);

    /** Members whose id is below {@code before}, newest first. */
    Uni<List<Member>> page(TenantId tenant, UUID before, int limit);
}
