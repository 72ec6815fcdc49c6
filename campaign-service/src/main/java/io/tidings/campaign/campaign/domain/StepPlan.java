package io.tidings.campaign.campaign.domain;

import io.tidings.runtime.problem.Refusal;
import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The steps of one campaign in their order; numbers are unique and may have gaps. */
public record StepPlan(List<Step> steps) {
    /** Steps a campaign may have. */
    public static final int MOST = 100;

    /** Highest step number. */
    public static final int HIGHEST = 1000;

    public StepPlan {
        steps = steps.stream().sorted(Comparator.comparingInt(Step::number)).toList();
    }

    /** The place of one more step: {@code wanted}, or after the last. Refuses with {@link Full} and {@link NumberTaken}. */
    public int place(@Nullable Integer wanted) {
        if (steps.size() >= MOST) {
            throw new Full();
        }
        var number = wanted != null ? wanted : lastNumber() + 1;
        return free(number, null);
    }

    /** The place {@code step} moves to; refuses with {@link NumberTaken}. */
    public int move(Step step, int wanted) {
        return free(wanted, step);
    }

    /** The active step that follows the number {@code after}; 0 for the first. */
    public Optional<Step> nextActive(int after) {
        return steps.stream()
                .filter(s -> s.number() > after && s.content().active())
                .findFirst();
    }

    public Optional<Step> byId(StepId id) {
        return steps.stream().filter(s -> s.id().equals(id)).findFirst();
    }

    private int lastNumber() {
        return steps.isEmpty() ? 0 : steps.getLast().number();
    }

    private int free(int number, @Nullable Step mover) {
        if (number > HIGHEST
                || steps.stream()
                        .anyMatch(s -> s.number() == number && (mover == null || !s.id().equals(mover.id())))) {
            throw new NumberTaken();
        }
        return number;
    }

    /** Another step has this number, or there is none above. */
    public static final class NumberTaken extends Refusal {
        NumberTaken() {
            super(Kind.CONFLICT, "step.number-taken", "Another step of the campaign has this number");
        }
    }

    /** The campaign has {@value #MOST} steps. */
    public static final class Full extends Refusal {
        Full() {
            super(Kind.CONFLICT, "campaign.full", "A campaign has at most 100 steps");
        }
    }
}
