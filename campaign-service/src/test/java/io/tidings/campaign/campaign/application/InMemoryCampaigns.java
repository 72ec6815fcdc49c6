package io.tidings.campaign.campaign.application;

import io.smallrye.mutiny.Uni;
import io.tidings.campaign.campaign.domain.Campaign;
import io.tidings.campaign.campaign.domain.CampaignId;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.web.PageRequest;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

public final class InMemoryCampaigns implements Campaigns {
    // UUIDs compare by their text, as PostgreSQL compares them; UUID.compareTo takes their halves as signed
    private static final Comparator<UUID> BY_TEXT = Comparator.comparing(UUID::toString);

    private final Map<CampaignId, Campaign> kept = new HashMap<>();

    @Override
    public Uni<Void> add(TenantId tenant, Campaign campaign) {
        return Uni.createFrom().voidItem().invoke(() -> kept.put(campaign.id(), campaign));
    }

    @Override
    public Uni<Campaign> byId(TenantId tenant, UUID campaign) {
        return Uni.createFrom().item(() -> {
            var found = kept.get(new CampaignId(tenant.value(), campaign));
            if (found == null) {
                throw new Campaign.NotFound();
            }
            return found;
        });
    }

    @Override
    public Uni<Campaign> locked(TenantId tenant, UUID campaign) {
        return byId(tenant, campaign);
    }

    @Override
    public Uni<List<Campaign>> newest(TenantId tenant, PageRequest page) {
        return Uni.createFrom()
                .item(() -> kept.values().stream()
                        .filter(c -> c.id().tenant().equals(tenant.value()))
                        .filter(c -> BY_TEXT.compare(c.id().value(), page.before()) < 0)
                        .sorted(Comparator.comparing((Campaign c) -> c.id().value(), BY_TEXT)
                                .reversed())
                        .limit(page.fetch())
                        .toList());
    }

    @Override
    public Uni<Void> flush(TenantId tenant) {
        return Uni.createFrom().voidItem();
    }
}
