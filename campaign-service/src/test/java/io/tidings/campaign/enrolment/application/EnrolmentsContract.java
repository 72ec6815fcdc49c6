package io.tidings.campaign.enrolment.application;

import static io.tidings.campaign.campaign.domain.CampaignBuilder.aStep;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.tidings.campaign.campaign.application.Campaigns;
import io.tidings.campaign.campaign.domain.Campaign;
import io.tidings.campaign.campaign.domain.CampaignBuilder;
import io.tidings.campaign.campaign.domain.StepPlan;
import io.tidings.campaign.campaign.domain.StopOnReply;
import io.tidings.campaign.contact.application.Contacts;
import io.tidings.campaign.contact.domain.KnownContact;
import io.tidings.campaign.enrolment.domain.Enrolment;
import io.tidings.campaign.enrolment.domain.EnrolmentId;
import io.tidings.campaign.enrolment.domain.EnrolmentStatus;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.tenancy.TenantTx;
import io.tidings.runtime.value.Ids;
import io.tidings.testkit.infra.Patience;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** What every {@link Enrolments} does. */
public abstract class EnrolmentsContract {
    private static final Instant START = Instant.parse("2026-03-01T09:00:00.123456Z");

    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final TenantId other = new TenantId(UUID.randomUUID());
    private final UUID contact = UUID.randomUUID();

    protected abstract TenantTx tx();

    protected abstract Enrolments enrolments();

    protected abstract Campaigns campaigns();

    protected abstract Contacts contacts();

    private <T> T run(TenantId whose, Supplier<Uni<T>> work) {
        return tx().run(whose, work).await().atMost(Patience.LIMIT);
    }

    private Campaign campaign() {
        var campaign = new CampaignBuilder(tenant.value()).build();
        run(tenant, () -> campaigns().add(tenant, campaign));
        run(tenant, () -> contacts().keep(tenant, new KnownContact(contact, null), START));
        return campaign;
    }

    private Enrolment enrolled(Campaign campaign) {
        var plan = new StepPlan(List.of(new CampaignBuilder(tenant.value()).step(campaign, aStep(1))));
        var enrolment = new Enrolment(
                new EnrolmentId(tenant.value(), Ids.next()), contact, campaign.id(), plan, ZoneOffset.UTC, START);
        run(tenant, () -> enrolments().add(tenant, enrolment));
        return enrolment;
    }

    private void change(Enrolment enrolment, java.util.function.Consumer<Enrolment> change) {
        run(
                tenant,
                () -> enrolments()
                        .locked(tenant, enrolment.id().value())
                        .invoke(found -> change.accept(found.orElseThrow())));
    }

    @Test
    void an_enrolment_comes_back_as_it_went() {
        var enrolment = enrolled(campaign());

        var found = run(tenant, () -> enrolments().locked(tenant, enrolment.id().value()));

        assertThat(found)
                .get()
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*_hibernate_.*")
                .isEqualTo(enrolment);
    }

    @Test
    void changes_are_kept() {
        var enrolment = enrolled(campaign());

        change(enrolment, e -> {
            e.messageSent();
            e.messageRead(START);
            e.messageFailed("whatsapp.1");
            e.replied(StopOnReply.END, START);
        });

        var found = run(tenant, () -> enrolments().locked(tenant, enrolment.id().value()))
                .orElseThrow();
        assertThat(found.status()).isEqualTo(EnrolmentStatus.REPLIED);
        assertThat(found.nextStepAt()).isNull();
        assertThat(found.engagement().messagesSent()).isEqualTo(1);
        assertThat(found.engagement().messagesFailed()).isEqualTo(1);
        assertThat(found.engagement().repliesReceived()).isEqualTo(1);
        assertThat(found.engagement().opened()).isTrue();
        assertThat(found.engagement().lastFailureCode()).isEqualTo("whatsapp.1");
        assertThat(found.engagement().lastEngagementAt()).isEqualTo(START);
    }

    @Test
    void the_enrolments_of_a_contact_are_found_by_their_status_oldest_first() {
        var first = enrolled(campaign());
        var second = enrolled(campaign());
        var ended = enrolled(campaign());
        change(ended, e -> e.replied(StopOnReply.END, START));

        var active = run(tenant, () -> enrolments().lockedOf(tenant, contact, Set.of(EnrolmentStatus.ACTIVE)));
        var both = run(
                tenant,
                () -> enrolments().lockedOf(tenant, contact, Set.of(EnrolmentStatus.ACTIVE, EnrolmentStatus.REPLIED)));

        assertThat(active).extracting(Enrolment::id).containsExactly(first.id(), second.id());
        assertThat(both).extracting(Enrolment::id).containsExactly(first.id(), second.id(), ended.id());
    }

    @Test
    void the_newest_in_a_campaign_is_the_one_that_began_last() {
        var campaign = campaign();
        var first = enrolled(campaign);
        change(first, e -> e.replied(StopOnReply.END, START));
        var second = enrolled(campaign);
        enrolled(campaign());

        var newest = run(
                tenant, () -> enrolments().newest(tenant, contact, campaign.id().value()));

        assertThat(newest).map(Enrolment::id).contains(second.id());
        assertThat(run(
                        tenant,
                        () -> enrolments()
                                .newest(tenant, UUID.randomUUID(), campaign.id().value())))
                .isEmpty();
    }

    @Test
    void another_tenant_sees_nothing_of_it() {
        var campaign = campaign();
        var enrolment = enrolled(campaign);
        var id = enrolment.id().value();

        assertThat(run(other, () -> enrolments().locked(other, id))).isEmpty();
        assertThat(run(other, () -> enrolments().lockedOf(other, contact, Set.of(EnrolmentStatus.ACTIVE))))
                .isEmpty();
        assertThat(run(
                        other,
                        () -> enrolments().newest(other, contact, campaign.id().value())))
                .isEmpty();
    }
}
