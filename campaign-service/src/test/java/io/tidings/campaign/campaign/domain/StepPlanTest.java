package io.tidings.campaign.campaign.domain;

import static io.tidings.campaign.campaign.domain.CampaignBuilder.aStep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

class StepPlanTest {
    private final CampaignBuilder campaign = new CampaignBuilder();

    @Test
    void steps_go_by_their_number_and_inactive_ones_are_passed_over() {
        var third = campaign.step(aStep(3));
        var first = campaign.step(aStep(1));
        var second = campaign.step(aStep(2).inactive());
        var plan = new StepPlan(List.of(third, first, second));

        assertThat(plan.steps()).containsExactly(first, second, third);
        assertThat(plan.nextActive(0)).contains(first);
        assertThat(plan.nextActive(1)).contains(third);
        assertThat(plan.nextActive(3)).isEmpty();
    }

    @Test
    void a_step_without_a_wish_comes_last() {
        assertThat(new StepPlan(List.of()).place(null)).isEqualTo(1);
        assertThat(new StepPlan(List.of(campaign.step(aStep(7)))).place(null)).isEqualTo(8);
    }

    @Test
    void two_steps_never_have_one_number() {
        var first = campaign.step(aStep(1));
        var second = campaign.step(aStep(2));
        var plan = new StepPlan(List.of(first, second));

        assertThatThrownBy(() -> plan.place(2)).isInstanceOf(StepPlan.NumberTaken.class);
        assertThatThrownBy(() -> plan.move(first, 2)).isInstanceOf(StepPlan.NumberTaken.class);
        assertThat(plan.move(second, 2)).isEqualTo(2);
        assertThat(plan.move(first, 3)).isEqualTo(3);
    }

    @Test
    void no_number_is_above_1000() {
        var plan = new StepPlan(List.of(campaign.step(aStep(1000))));

        assertThatThrownBy(() -> plan.place(null)).isInstanceOf(StepPlan.NumberTaken.class);
    }

    @Test
    void a_campaign_has_at_most_100_steps() {
        var hundred = IntStream.rangeClosed(1, 100)
                .mapToObj(n -> campaign.step(aStep(n)))
                .toList();

        assertThatThrownBy(() -> new StepPlan(hundred).place(null)).isInstanceOf(StepPlan.Full.class);
    }
}
