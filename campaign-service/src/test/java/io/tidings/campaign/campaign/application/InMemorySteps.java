package io.tidings.campaign.campaign.application;

import io.smallrye.mutiny.Uni;
import io.tidings.campaign.campaign.domain.Step;
import io.tidings.campaign.campaign.domain.StepPlan;
import io.tidings.runtime.tenancy.TenantId;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

public final class InMemorySteps implements Steps {
    private final List<Step> kept = new ArrayList<>();

    @Override
    public Uni<Void> add(TenantId tenant, Step step) {
        return Uni.createFrom().voidItem().invoke(() -> kept.add(step));
    }

    @Override
    public Uni<StepPlan> of(TenantId tenant, UUID campaign) {
        return Uni.createFrom()
                .item(() -> new StepPlan(kept.stream()
                        .filter(s -> s.id().tenant().equals(tenant.value())
                                && s.campaign().equals(campaign))
                        .toList()));
    }
}
