package io.tidings.campaign.enrolment.application;

import static io.tidings.campaign.campaign.domain.CampaignBuilder.aStep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.tidings.campaign.campaign.application.InMemoryCampaigns;
import io.tidings.campaign.campaign.application.InMemorySteps;
import io.tidings.campaign.campaign.domain.Campaign;
import io.tidings.campaign.campaign.domain.CampaignBuilder;
import io.tidings.campaign.campaign.domain.CampaignStatus;
import io.tidings.campaign.campaign.domain.Delay.Unit;
import io.tidings.campaign.campaign.domain.StopOnReply;
import io.tidings.campaign.contact.application.InMemoryContacts;
import io.tidings.campaign.contact.domain.KnownContact;
import io.tidings.campaign.enrolment.application.TrackMessage.Outcome;
import io.tidings.campaign.enrolment.domain.Enrolment;
import io.tidings.campaign.enrolment.domain.EnrolmentStatus;
import io.tidings.contracts.campaign.CampaignStepDue;
import io.tidings.runtime.tenancy.TenantId;
import io.tidings.runtime.work.DueWork;
import io.tidings.testkit.fake.ImmediateTx;
import io.tidings.testkit.fake.MovableClock;
import io.tidings.testkit.fake.RecordedDueWork;
import io.tidings.testkit.fake.RecordedOutbox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/** The use cases of enrolments on fakes. */
class DripTest {
    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final CampaignBuilder builder = new CampaignBuilder(tenant.value());
    private final MovableClock clock = MovableClock.at("2026-03-28T09:00:00Z");
    private final ImmediateTx tx = new ImmediateTx();
    private final InMemoryContacts contacts = new InMemoryContacts();
    private final InMemoryCampaigns campaigns = new InMemoryCampaigns();
    private final InMemorySteps steps = new InMemorySteps();
    private final InMemoryEnrolments enrolments = new InMemoryEnrolments();
    private final RecordedDueWork dueWork = new RecordedDueWork();
    private final RecordedOutbox outbox = new RecordedOutbox();
    private final Schedule schedule = new Schedule(dueWork);
    private final UUID contact = UUID.randomUUID();
    private boolean tenantIsActive = true;
    private final Tenants tenants = whose -> Uni.createFrom().item(() -> new Tenants.Situation(MADRID, tenantIsActive));

    private final EnrolContact enrolContact =
            new EnrolContact(tx, contacts, campaigns, steps, enrolments, tenants, schedule, clock);
    private final WorkDueStep workDueStep =
            new WorkDueStep(tx, enrolments, campaigns, steps, contacts, tenants, schedule, outbox, clock);
    private final TakeReply takeReply = new TakeReply(tx, enrolments, campaigns, schedule);
    private final StopForOptOut stopForOptOut = new StopForOptOut(tx, enrolments, schedule);
    private final TrackMessage trackMessage = new TrackMessage(tx, enrolments, schedule);

    @BeforeEach
    void a_contact_is_known() {
        now(contacts.keep(tenant, new KnownContact(contact, "Lucía"), clock.instant()));
    }

    private static <T> T now(Uni<T> work) {
        return work.await().indefinitely();
    }

    private Campaign campaign(CampaignBuilder.StepBuilder... wishes) {
        var campaign = builder.build();
        now(campaigns.add(tenant, campaign));
        for (var wish : wishes) {
            now(steps.add(tenant, builder.step(campaign, wish)));
        }
        return campaign;
    }

    private Enrolment enrol(Campaign campaign) {
        return now(enrolContact.handle(
                new EnrolContact.Command(tenant, contact, campaign.id().value())));
    }

    private void workAllDue() {
        dueWork.scheduled().stream()
                .filter(item -> !item.dueAt().isAfter(clock.instant()))
                .forEach(item -> now(workDueStep.handle(new WorkDueStep.Command(tenant, item.subject()))));
    }

    private void reply() {
        now(takeReply.handle(new TakeReply.Command(tenant, contact, Optional.empty(), clock.instant())));
    }

    private void track(Enrolment enrolment, Outcome outcome) {
        now(trackMessage.handle(new TrackMessage.Command(tenant, enrolment.id().value(), outcome)));
    }

    @Test
    void enrolling_schedules_the_first_step() {
        var enrolment = enrol(campaign(aStep(1).after(1, Unit.DAYS)));

        assertThat(dueWork.scheduled()).singleElement().satisfies(item -> {
            assertThat(item.kind()).isEqualTo("campaign-step");
            assertThat(item.subject()).isEqualTo(enrolment.id().value());
            assertThat(item.dueAt()).isEqualTo("2026-03-29T08:00:00Z"); // the clocks change over night
        });
        assertThat(outbox.events()).isEmpty();
    }

    @Test
    void a_contact_is_active_in_a_campaign_once_and_may_begin_anew_when_it_has_ended() {
        var campaign = campaign(aStep(1));
        var first = enrol(campaign);

        assertThatThrownBy(() -> enrol(campaign))
                .isInstanceOfSatisfying(
                        Enrolment.Exists.class,
                        refused -> assertThat(refused.facts())
                                .containsEntry("enrolment_id", first.id().value()));
        reply();

        assertThat(enrol(campaign).id()).isNotEqualTo(first.id());
    }

    @Test
    void nobody_is_enrolled_in_what_is_paused_empty_or_unknown() {
        var paused = campaign(aStep(1));
        paused.change("Paused", CampaignStatus.PAUSED, StopOnReply.END);
        var unknownContact =
                new EnrolContact.Command(tenant, UUID.randomUUID(), paused.id().value());

        assertThatThrownBy(() -> enrol(paused)).isInstanceOf(Campaign.NotActive.class);
        assertThatThrownBy(() -> enrol(campaign(aStep(1).inactive()))).isInstanceOf(Enrolment.NoSteps.class);
        assertThatThrownBy(() -> enrol(builder.build())).isInstanceOf(Campaign.NotFound.class);
        assertThatThrownBy(() -> now(enrolContact.handle(unknownContact))).isInstanceOf(KnownContact.NotFound.class);
        assertThat(dueWork.scheduled()).isEmpty();
    }

    @Test
    void steps_go_out_one_after_the_other_and_then_nothing_is_due() {
        var enrolment = enrol(campaign(aStep(1), aStep(2)));

        clock.plus(Duration.ofHours(1));
        workAllDue();
        assertThat(outbox.events(CampaignStepDue.class))
                .extracting(CampaignStepDue::stepNumber)
                .containsExactly(1);
        clock.plus(Duration.ofHours(1));
        workAllDue();

        assertThat(outbox.events(CampaignStepDue.class))
                .extracting(CampaignStepDue::stepNumber)
                .containsExactly(1, 2);
        assertThat(outbox.events(CampaignStepDue.class).getFirst().variables()).containsEntry("name", "Lucía");
        assertThat(enrolment.status()).isEqualTo(EnrolmentStatus.COMPLETED);
        assertThat(dueWork.scheduled()).isEmpty();
    }

    @Test
    void a_row_that_is_worked_twice_sends_once() {
        var enrolment = enrol(campaign(aStep(1), aStep(2)));
        clock.plus(Duration.ofHours(1));
        var command = new WorkDueStep.Command(tenant, enrolment.id().value());

        now(workDueStep.handle(command));
        now(workDueStep.handle(command));

        assertThat(outbox.events()).hasSize(1);
        assertThat(dueWork.scheduled())
                .singleElement()
                .extracting(DueWork.Item::dueAt)
                .isEqualTo(enrolment.nextStepAt());
    }

    @Test
    void a_row_without_an_enrolment_is_taken_away() {
        var nobody = UUID.randomUUID();
        now(dueWork.schedule(tenant, Schedule.KIND, nobody, clock.instant()));

        workAllDue();

        assertThat(dueWork.scheduled()).isEmpty();
    }

    @Test
    void while_the_campaign_is_paused_its_steps_wait() {
        var campaign = campaign(aStep(1));
        enrol(campaign);
        campaign.change("Welcome", CampaignStatus.PAUSED, StopOnReply.END);
        clock.plus(Duration.ofHours(1));
        workAllDue();
        assertThat(outbox.events()).isEmpty();

        campaign.change("Welcome", CampaignStatus.ACTIVE, StopOnReply.END);
        clock.plus(WorkDueStep.LOOK_AGAIN);
        workAllDue();

        assertThat(outbox.events()).hasSize(1);
    }

    @Test
    void while_the_tenant_is_suspended_nothing_goes_out() {
        enrol(campaign(aStep(1)));
        tenantIsActive = false;
        clock.plus(Duration.ofHours(1));

        workAllDue();

        assertThat(outbox.events()).isEmpty();
        assertThat(dueWork.scheduled()).hasSize(1);
    }

    @Test
    void an_archived_campaign_halts_who_is_still_in_it() {
        var campaign = campaign(aStep(1));
        var enrolment = enrol(campaign);
        campaign.change("Welcome", CampaignStatus.ARCHIVED, StopOnReply.END);
        clock.plus(Duration.ofHours(1));

        workAllDue();

        assertThat(enrolment.status()).isEqualTo(EnrolmentStatus.PAUSED);
        assertThat(dueWork.scheduled()).isEmpty();
        assertThat(outbox.events()).isEmpty();
    }

    @Test
    void an_answer_reaches_every_campaign_the_contact_is_active_in() {
        var ending = enrol(campaign(aStep(1)));
        builder.stopping(StopOnReply.PAUSE);
        var pausing = enrol(campaign(aStep(1)));
        builder.stopping(StopOnReply.CONTINUE);
        var going = enrol(campaign(aStep(1)));

        reply();

        assertThat(ending.status()).isEqualTo(EnrolmentStatus.REPLIED);
        assertThat(pausing.status()).isEqualTo(EnrolmentStatus.PAUSED);
        assertThat(going.status()).isEqualTo(EnrolmentStatus.ACTIVE);
        assertThat(dueWork.scheduled())
                .extracting(DueWork.Item::subject)
                .containsExactly(going.id().value());
    }

    @Test
    void an_answer_to_the_last_message_is_counted_by_the_enrolment_it_answers() {
        var campaign = campaign(aStep(1));
        var enrolment = enrol(campaign);
        clock.plus(Duration.ofHours(1));
        workAllDue();
        var answer = new TakeReply.Command(
                tenant, contact, Optional.of(enrolment.id().value()), clock.instant());
        var ofSomebodyElse = new TakeReply.Command(
                tenant, UUID.randomUUID(), Optional.of(enrolment.id().value()), clock.instant());

        now(takeReply.handle(answer));
        now(takeReply.handle(ofSomebodyElse));

        assertThat(enrolment.status()).isEqualTo(EnrolmentStatus.COMPLETED);
        assertThat(enrolment.engagement().repliesReceived()).isEqualTo(1);
    }

    @Test
    void an_opt_out_ends_every_campaign_of_the_contact() {
        var active = enrol(campaign(aStep(1)));
        var another = enrol(campaign(aStep(1)));

        now(stopForOptOut.handle(new StopForOptOut.Command(tenant, contact, clock.instant())));

        assertThat(active.status()).isEqualTo(EnrolmentStatus.UNSUBSCRIBED);
        assertThat(another.status()).isEqualTo(EnrolmentStatus.UNSUBSCRIBED);
        assertThat(dueWork.scheduled()).isEmpty();
    }

    @Test
    void what_becomes_of_a_message_is_noted() {
        var enrolment = enrol(campaign(aStep(1)));
        var readAt = Instant.parse("2026-03-28T10:00:00Z");

        track(enrolment, new Outcome.Sent());
        track(enrolment, new Outcome.Read(readAt));
        track(enrolment, new Outcome.Failed("whatsapp.131026"));

        assertThat(enrolment.engagement().messagesSent()).isEqualTo(1);
        assertThat(enrolment.engagement().lastEngagementAt()).isEqualTo(readAt);
        assertThat(enrolment.engagement().lastFailureCode()).isEqualTo("whatsapp.131026");
        assertThat(dueWork.scheduled()).hasSize(1);
    }

    @Test
    void a_message_refused_for_want_of_consent_ends_the_drip() {
        var enrolment = enrol(campaign(aStep(1)));

        track(enrolment, new Outcome.Failed("consent.revoked"));

        assertThat(enrolment.status()).isEqualTo(EnrolmentStatus.UNSUBSCRIBED);
        assertThat(dueWork.scheduled()).isEmpty();
    }

    @Test
    void the_message_of_an_enrolment_nobody_knows_is_none_of_ours() {
        now(trackMessage.handle(new TrackMessage.Command(tenant, UUID.randomUUID(), new Outcome.Sent())));

        assertThat(dueWork.scheduled()).isEmpty();
    }
}
