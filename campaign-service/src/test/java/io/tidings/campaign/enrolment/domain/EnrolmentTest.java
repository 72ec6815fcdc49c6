package io.tidings.campaign.enrolment.domain;

import static io.tidings.campaign.campaign.domain.CampaignBuilder.aStep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.campaign.campaign.domain.Campaign;
import io.tidings.campaign.campaign.domain.CampaignBuilder;
import io.tidings.campaign.campaign.domain.CampaignBuilder.StepBuilder;
import io.tidings.campaign.campaign.domain.Delay.Unit;
import io.tidings.campaign.campaign.domain.SkipIf;
import io.tidings.campaign.campaign.domain.StepPlan;
import io.tidings.campaign.campaign.domain.StopOnReply;
import io.tidings.contracts.campaign.CampaignStepDue;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class EnrolmentTest {
    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
    private static final Instant START = Instant.parse("2026-03-28T09:00:00Z");

    private final UUID tenant = UUID.randomUUID();
    private final CampaignBuilder builder = new CampaignBuilder(tenant);
    private final Campaign campaign = builder.build();

    private StepPlan plan(StepBuilder... steps) {
        return new StepPlan(
                Arrays.stream(steps).map(s -> builder.step(campaign, s)).toList());
    }

    private Enrolment enrolled(StepPlan plan) {
        return new Enrolment(
                new EnrolmentId(tenant, UUID.randomUUID()), UUID.randomUUID(), campaign.id(), plan, MADRID, START);
    }

    private static List<CampaignStepDue> work(Enrolment enrolment, StepPlan plan, Instant now) {
        enrolment.workDueStep(plan, "Lucía", MADRID, now);
        return enrolment.pullEvents();
    }

    private static Instant hours(int hours) {
        return START.plus(Duration.ofHours(hours));
    }

    @Nested
    class the_sequence {

        @Test
        void a_due_step_asks_for_its_message_and_sets_the_time_of_the_next() {
            var plan = plan(aStep(1), aStep(2).after(1, Unit.DAYS));
            var enrolment = enrolled(plan);

            var events = work(enrolment, plan, hours(1));

            assertThat(events).singleElement().satisfies(due -> {
                assertThat(due.enrolmentId()).isEqualTo(enrolment.id().value());
                assertThat(due.campaignId()).isEqualTo(campaign.id().value());
                assertThat(due.stepId()).isEqualTo(plan.steps().getFirst().id().value());
                assertThat(due.contactId()).isEqualTo(enrolment.contact());
                assertThat(due.stepNumber()).isEqualTo(1);
                assertThat(due.messageTemplate()).isEqualTo("Hello {{name}}");
                assertThat(due.variables()).isEqualTo(Map.of("shop", "Tea", "name", "Lucía"));
                assertThat(due.dueAt()).isEqualTo(hours(1));
            });
            assertThat(enrolment.currentStep()).isEqualTo(1);
            assertThat(enrolment.stepsCompleted()).isEqualTo(1);
            assertThat(enrolment.lastStepAt()).isEqualTo(hours(1));
            assertThat(enrolment.nextStepAt())
                    .isEqualTo("2026-03-29T09:00:00Z"); // 11:00 summer time, as 11:00 the day before
        }

        @Test
        void the_last_step_completes_it() {
            var plan = plan(aStep(1));
            var enrolment = enrolled(plan);

            assertThat(work(enrolment, plan, hours(2))).hasSize(1);

            assertThat(enrolment.status()).isEqualTo(EnrolmentStatus.COMPLETED);
            assertThat(enrolment.completedAt()).isEqualTo(hours(2));
            assertThat(enrolment.nextStepAt()).isNull();
        }

        @Test
        void a_late_worker_does_not_shift_what_follows() {
            var plan = plan(aStep(1), aStep(2));
            var enrolment = enrolled(plan);

            var events = work(enrolment, plan, hours(1).plusSeconds(1200));

            assertThat(events)
                    .singleElement()
                    .extracting(CampaignStepDue::dueAt)
                    .isEqualTo(hours(1));
            assertThat(enrolment.nextStepAt()).isEqualTo(hours(2));
        }

        @Test
        void a_step_goes_out_once_however_often_it_is_worked() {
            var plan = plan(aStep(1), aStep(2));
            var enrolment = enrolled(plan);

            assertThat(work(enrolment, plan, hours(1).minusNanos(1))).isEmpty();
            assertThat(work(enrolment, plan, hours(1))).hasSize(1);
            assertThat(work(enrolment, plan, hours(1))).isEmpty();
        }

        @Test
        void a_campaign_without_an_active_step_takes_nobody() {
            assertThatThrownBy(() -> enrolled(plan(aStep(1).inactive()))).isInstanceOf(Enrolment.NoSteps.class);
        }

        @Test
        void a_step_switched_off_after_its_time_was_set_is_passed_over() {
            var plan = plan(aStep(1), aStep(2));
            var enrolment = enrolled(plan);
            var first = plan.steps().getFirst();
            first.change(1, aStep(1).inactive().content(), START);

            assertThat(work(enrolment, plan, hours(1))).isEmpty();

            assertThat(enrolment.currentStep()).isEqualTo(1);
            assertThat(enrolment.stepsCompleted()).isZero();
            assertThat(enrolment.nextStepAt()).isEqualTo(hours(2));
        }

        @Test
        void a_step_moved_behind_what_has_gone_out_does_not_go_back() {
            var plan = plan(aStep(2), aStep(3), aStep(4));
            var enrolment = enrolled(plan);
            work(enrolment, plan, hours(1));
            plan.steps().get(1).change(1, aStep(1).content(), START);
            var changed = new StepPlan(plan.steps());

            assertThat(work(enrolment, changed, hours(2))).isEmpty();
            assertThat(work(enrolment, changed, hours(3)))
                    .extracting(CampaignStepDue::stepNumber)
                    .containsExactly(4);
        }

        @Test
        void a_step_that_is_put_off_waits_and_the_rest_with_it() {
            var plan = plan(aStep(1), aStep(2));
            var enrolment = enrolled(plan);
            enrolment.putOff(hours(5));

            assertThat(work(enrolment, plan, hours(1))).isEmpty();
            assertThat(work(enrolment, plan, hours(5))).hasSize(1);
            assertThat(enrolment.nextStepAt()).isEqualTo(hours(6));
        }
    }

    @Nested
    class conditions {
        private final StepPlan plan =
                plan(aStep(1), aStep(2).skippedIf(SkipIf.REPLIED), aStep(3).skippedIf(SkipIf.OPENED), aStep(4));

        @Test
        void a_step_for_the_silent_is_skipped_after_an_answer() {
            var enrolment = enrolled(plan);
            work(enrolment, plan, hours(1));
            enrolment.replied(StopOnReply.CONTINUE, hours(1));

            assertThat(work(enrolment, plan, hours(2))).isEmpty();
            assertThat(work(enrolment, plan, hours(3)))
                    .extracting(CampaignStepDue::stepNumber)
                    .containsExactly(3);
        }

        @Test
        void a_step_for_those_who_have_not_read_is_skipped_after_reading() {
            var enrolment = enrolled(plan);
            work(enrolment, plan, hours(1));
            enrolment.messageRead(hours(1));

            assertThat(work(enrolment, plan, hours(2))).hasSize(1);
            assertThat(work(enrolment, plan, hours(3))).isEmpty();
            assertThat(enrolment.stepsCompleted()).isEqualTo(2);
        }

        @Test
        void without_engagement_every_step_goes_out() {
            var enrolment = enrolled(plan);

            for (var step = 1; step <= 4; step++) {
                assertThat(work(enrolment, plan, hours(step))).hasSize(1);
            }
            assertThat(enrolment.status()).isEqualTo(EnrolmentStatus.COMPLETED);
        }
    }

    @Nested
    class engagement {
        private final StepPlan plan = plan(aStep(1), aStep(2));
        private final Enrolment enrolment = enrolled(plan);

        @Test
        void an_answer_ends_pauses_or_is_just_counted() {
            var pausing = enrolled(plan);
            var going = enrolled(plan);

            enrolment.replied(StopOnReply.END, hours(0));
            pausing.replied(StopOnReply.PAUSE, hours(0));
            going.replied(StopOnReply.CONTINUE, hours(0));

            assertThat(enrolment.status()).isEqualTo(EnrolmentStatus.REPLIED);
            assertThat(pausing.status()).isEqualTo(EnrolmentStatus.PAUSED);
            assertThat(going.status()).isEqualTo(EnrolmentStatus.ACTIVE);
            assertThat(List.of(enrolment, pausing, going))
                    .allSatisfy(
                            e -> assertThat(e.engagement().repliesReceived()).isEqualTo(1));
            assertThat(work(enrolment, plan, hours(1))).isEmpty();
            assertThat(work(pausing, plan, hours(1))).isEmpty();
            assertThat(work(going, plan, hours(1))).hasSize(1);
        }

        @Test
        void an_opt_out_ends_what_is_open_and_nothing_that_has_completed() {
            var done = enrolled(plan);
            work(done, plan, hours(1));
            work(done, plan, hours(2));
            var paused = enrolled(plan);
            paused.replied(StopOnReply.PAUSE, hours(0));

            for (var each : List.of(enrolment, paused, done)) {
                each.optedOut(hours(3));
            }

            assertThat(enrolment.status()).isEqualTo(EnrolmentStatus.UNSUBSCRIBED);
            assertThat(enrolment.nextStepAt()).isNull();
            assertThat(paused.status()).isEqualTo(EnrolmentStatus.UNSUBSCRIBED);
            assertThat(done.status()).isEqualTo(EnrolmentStatus.COMPLETED);
        }

        @Test
        void the_word_that_opts_out_ends_it_as_unsubscribed_whichever_news_comes_first() {
            var other = enrolled(plan);

            enrolment.replied(StopOnReply.END, hours(1));
            enrolment.optedOut(hours(1).plusMillis(3));
            other.optedOut(hours(1));
            other.replied(StopOnReply.END, hours(1));

            assertThat(enrolment.status()).isEqualTo(EnrolmentStatus.UNSUBSCRIBED);
            assertThat(other.status()).isEqualTo(EnrolmentStatus.UNSUBSCRIBED);
        }

        @Test
        void a_later_opt_out_leaves_what_an_answer_has_ended() {
            enrolment.replied(StopOnReply.END, hours(1));
            enrolment.optedOut(hours(2));

            assertThat(enrolment.status()).isEqualTo(EnrolmentStatus.REPLIED);
        }

        @Test
        void a_failed_message_is_counted_and_the_sequence_goes_on() {
            enrolment.messageFailed("whatsapp.131026");

            assertThat(enrolment.status()).isEqualTo(EnrolmentStatus.ACTIVE);
            assertThat(enrolment.engagement().messagesFailed()).isEqualTo(1);
            assertThat(enrolment.engagement().lastFailureCode()).isEqualTo("whatsapp.131026");
        }

        @Test
        void a_message_refused_for_want_of_consent_ends_it() {
            enrolment.messageFailed("consent.missing");

            assertThat(enrolment.status()).isEqualTo(EnrolmentStatus.UNSUBSCRIBED);
        }

        @Test
        void the_last_engagement_is_the_latest_not_the_last_told() {
            enrolment.messageRead(hours(3));
            enrolment.messageRead(hours(2));

            assertThat(enrolment.engagement().lastEngagementAt()).isEqualTo(hours(3));
        }

        @ParameterizedTest
        @EnumSource(StopOnReply.class)
        void an_answer_to_what_has_ended_is_counted_and_changes_nothing_else(StopOnReply stop) {
            work(enrolment, plan, hours(1));
            work(enrolment, plan, hours(2));

            enrolment.replied(stop, hours(3));

            assertThat(enrolment.status()).isEqualTo(EnrolmentStatus.COMPLETED);
            assertThat(enrolment.engagement().repliesReceived()).isEqualTo(1);
        }

        @Test
        void an_archived_campaign_halts_it() {
            enrolment.campaignArchived();

            assertThat(enrolment.status()).isEqualTo(EnrolmentStatus.PAUSED);
            assertThat(enrolment.nextStepAt()).isNull();
        }
    }
}
