package io.tidings.tenant.member.application;

import io.smallrye.mutiny.Uni;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.tenant.member.domain.Invitation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@link Invitations} without a database. */
final class InMemoryInvitations implements Invitations {
    private record Kept(TenantId tenant, Invitation invitation, byte[] hash) {}

    private final List<Kept> all = new ArrayList<>();

    @Override
    public Uni<Void> put(TenantId tenant, Invitation invitation, byte[] tokenHash) {
        return withdraw(tenant, invitation.subject())
                .invoke(() -> all.add(new Kept(tenant, invitation, tokenHash)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<Invitation>> take(TenantId tenant, byte[] tokenHash, Instant now) {
        var found = all.stream()
                .filter(each -> each.tenant().equals(tenant)
                        && Arrays.equals(each.hash(), tokenHash)
                        && each.invitation().expiresAt().isAfter(now))
                .findFirst();
        found.ifPresent(all::remove);
        return Uni.createFrom().item(found.map(Kept::invitation));
    }

    @Override
    public Uni<Integer> countOpen(TenantId tenant, String subject, Instant now) {
        return Uni.createFrom().item((int) all.stream()
                .filter(each -> each.tenant().equals(tenant)
                        && !each.invitation().subject().equals(subject)
                        && each.invitation().expiresAt().isAfter(now))
                .count());
    }

    @Override
    public Uni<Boolean> withdraw(TenantId tenant, String subject) {
        return Uni.createFrom()
                .item(all.removeIf(each -> each.tenant().equals(tenant)
                        && each.invitation().subject().equals(subject)));
    }
}
