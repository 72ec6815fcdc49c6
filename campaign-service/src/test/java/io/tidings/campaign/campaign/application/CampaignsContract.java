package io.tidings.campaign.campaign.application;

import static io.tidings.campaign.campaign.domain.CampaignBuilder.aStep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.tidings.campaign.campaign.domain.Campaign;
import io.tidings.campaign.campaign.domain.CampaignBuilder;
import io.tidings.campaign.campaign.domain.CampaignId;
import io.tidings.campaign.campaign.domain.CampaignStatus;
import io.tidings.campaign.campaign.domain.Delay;
import io.tidings.campaign.campaign.domain.SkipIf;
import io.tidings.campaign.campaign.domain.Step;
import io.tidings.campaign.campaign.domain.StopOnReply;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.Ids;
import io.tidings.runtime.web.PageRequest;
import io.tidings.testkit.infra.Patience;
import org.junit.jupiter.api.Test;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What every {@link Campaigns} and {@link Steps} does. */
public abstract class CampaignsContract {
    private static final UUID ABOVE_ALL = new UUID(-1, -1);

    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final TenantId other = new TenantId(UUID.randomUUID());

    protected abstract TenantTx tx();

    protected abstract Campaigns campaigns();

    protected abstract Steps steps();

    private <T> T run(TenantId whose, Supplier<Uni<T>> work) {
        return tx().run(whose, work).await().atMost(Patience.LIMIT);
    }

    private Campaign added(TenantId whose) {
        var campaign = new Campaign(
                new CampaignId(whose.value(), Ids.next()), "Welcome", StopOnReply.PAUSE, CampaignBuilder.CREATED);
        run(whose, () -> campaigns().add(whose, campaign));
        return campaign;
    }

    private Step added(Campaign campaign, CampaignBuilder.StepBuilder step) {
        var added = new CampaignBuilder(tenant.value()).step(campaign, step);
        run(tenant, () -> steps().add(tenant, added));
        return added;
    }

    @Test
    void a_campaign_comes_back_as_it_went() {
        var campaign = added(tenant);

        var found = run(tenant, () -> campaigns().byId(tenant, campaign.id().value()));

        assertThat(found)
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*_hibernate_.*")
                .isEqualTo(campaign);
    }

    @Test
    void changes_of_a_campaign_are_kept() {
        var id = added(tenant).id().value();

        run(
                tenant,
                () -> campaigns()
                        .locked(tenant, id)
                        .invoke(c -> c.change("Winter", CampaignStatus.PAUSED, StopOnReply.END))
                        .call(() -> campaigns().flush(tenant)));

        var found = run(tenant, () -> campaigns().byId(tenant, id));
        assertThat(found.name()).isEqualTo("Winter");
        assertThat(found.status()).isEqualTo(CampaignStatus.PAUSED);
        assertThat(found.stopOnReply()).isEqualTo(StopOnReply.END);
    }

    @Test
    void campaigns_are_listed_newest_first_and_only_those_of_the_tenant() {
        // ids of one millisecond are in no order of time
        var newestFirst = Stream.of(added(tenant), added(tenant), added(tenant))
                .map(Campaign::id)
                .sorted(Comparator.comparing((CampaignId id) -> id.value().toString())
                        .reversed())
                .toList();
        added(other);

        var all = run(tenant, () -> campaigns().newest(tenant, new PageRequest(tenant, 20, ABOVE_ALL)));
        var rest = run(
                tenant,
                () -> campaigns()
                        .newest(
                                tenant,
                                new PageRequest(
                                        tenant, 1, newestFirst.getFirst().value())));

        assertThat(all).extracting(Campaign::id).isEqualTo(newestFirst);
        assertThat(rest).extracting(Campaign::id).isEqualTo(newestFirst.subList(1, 3));
    }

    @Test
    void an_unknown_campaign_and_one_of_another_tenant_are_not_found() {
        var id = added(tenant).id().value();

        assertThatThrownBy(() -> run(tenant, () -> campaigns().byId(tenant, UUID.randomUUID())))
                .isInstanceOf(Campaign.NotFound.class);
        assertThatThrownBy(() -> run(other, () -> campaigns().byId(other, id))).isInstanceOf(Campaign.NotFound.class);
        assertThatThrownBy(() -> run(other, () -> campaigns().locked(other, id)))
                .isInstanceOf(Campaign.NotFound.class);
    }

    @Test
    void steps_come_back_as_they_went_and_in_order() {
        var campaign = added(tenant);
        var second = added(campaign, aStep(2).after(3, Delay.Unit.WEEKS).skippedIf(SkipIf.OPENED));
        var first = added(campaign, aStep(1).inactive());
        added(added(tenant), aStep(1));

        var plan = run(tenant, () -> steps().of(tenant, campaign.id().value()));

        assertThat(plan.steps())
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*_hibernate_.*")
                .isEqualTo(List.of(first, second));
    }

    @Test
    void another_tenant_sees_no_steps() {
        var campaign = added(tenant);
        added(campaign, aStep(1));

        assertThat(run(other, () -> steps().of(other, campaign.id().value())).steps())
                .isEmpty();
    }
}
