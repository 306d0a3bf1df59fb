package dev.ringback.testkit.agent;

import dev.ringback.testkit.SimRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a callee will do.
///
/// @param provisionals the provisional statuses on the way, spread evenly until the answer
/// @param answerAfter when it gives its final answer, counted from the INVITE
/// @param status the final answer
/// @param hangUpAfter when it ends an answered call, counted from the ACK; null when it leaves that
///   to the caller
public record AnswerPlan(
        List<Integer> provisionals,
        Duration answerAfter,
        int status,
        @Nullable Duration hangUpAfter) {
    private static final List<Integer> REFUSALS = List.of(302, 404, 480, 486, 500, 503, 600, 603);

    /// Copies the list.
    public AnswerPlan {
        provisionals = List.copyOf(provisionals);
    }

    /// Rings, answers after that time by that status, and leaves hanging up to the caller.
    public static AnswerPlan answer(Duration after, int status) {
        return new AnswerPlan(List.of(180), after, status, null);
    }

    /// A plan at random: two in three answer by 200, within twelve seconds; those hang up within
    /// two minutes.
    public static AnswerPlan drawn(SimRandom random) {
        var provisionals = new ArrayList<Integer>();
        for (int i = random.below(3); i > 0; i--) {
            provisionals.add(random.pick(List.of(180, 181, 183)));
        }
        boolean slow = random.chance(0.7);
        Duration answer =
                random.duration(
                        Duration.ZERO, slow ? Duration.ofSeconds(12) : Duration.ofMillis(5));
        int status = random.below(3) > 0 ? 200 : random.pick(REFUSALS);
        Duration hangUp = random.duration(Duration.ofSeconds(1), Duration.ofSeconds(120));
        return new AnswerPlan(provisionals, answer, status, hangUp);
    }
}
