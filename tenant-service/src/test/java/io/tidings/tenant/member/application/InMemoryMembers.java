package io.tidings.tenant.member.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.tenant.member.domain.Member;
import io.tidings.tenant.member.domain.Role;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** {@link Members} without a database. */
final class InMemoryMembers implements Members {
    private final Map<TenantId, Map<String, Member>> all = new HashMap<>();

    private Map<String, Member> of(TenantId tenant) {
        return all.computeIfAbsent(tenant, each -> new HashMap<>());
    }

    @Override
    public Uni<Optional<Member>> find(TenantId tenant, String subject) {
        return Uni.createFrom().item(Optional.ofNullable(of(tenant).get(subject)));
    }

    @Override
    public Uni<Void> add(TenantId tenant, Member member) {
        return of(tenant).putIfAbsent(member.subject(), member) == null
                ? Uni.createFrom().voidItem()
                : Uni.createFrom().failure(new Member.Exists());
    }

    @Override
    public Uni<Void> change(TenantId tenant, Member member) {
        of(tenant).put(member.subject(), member);
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> remove(TenantId tenant, Member member) {
        of(tenant).remove(member.subject());
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Integer> count(TenantId tenant) {
        return Uni.createFrom().item(of(tenant).size());
    }

    @Override
    public Uni<Integer> countOwners(TenantId tenant) {
        return Uni.createFrom().item((int)
                of(tenant).values().stream().filter(m -> m.role() == Role.OWNER).count());
    }

    @Override
    public Uni<List<Member>> page(TenantId tenant, UUID before, int limit) {
        var byId = Comparator.comparing((Member m) -> m.id().toString()).reversed();
        return Uni.createFrom()
                .item(of(tenant).values().stream()
                        .filter(m -> m.id().toString().compareTo(before.toString()) < 0)
                        .sorted(byId)
                        .limit(limit)
                        .toList());
    }
}
