package dev.ringback.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.DynamicTest;

/// A figure of RFC 3261 §17 as rows: each arrow is a test, and every pair of state and event that
/// is no arrow must stay where it is and do nothing.
final class MachineTable<S extends Enum<S>, E extends Enum<E>> {
    private final BiFunction<S, E, Step<S>> machine;
    private final Class<S> states;
    private final Class<E> events;
    private final Set<List<Enum<?>>> arrows = new HashSet<>();
    private final List<DynamicTest> tests = new ArrayList<>();

    MachineTable(Class<S> states, Class<E> events, BiFunction<S, E, Step<S>> machine) {
        this.states = states;
        this.events = events;
        this.machine = machine;
    }

    MachineTable<S, E> arrow(S from, E event, S to, Action... actions) {
        arrows.add(List.of(from, event));
        tests.add(
                DynamicTest.dynamicTest(
                        from + " --" + event + "--> " + to,
                        () -> {
                            Step<S> step = machine.apply(from, event);
                            assertThat(step.next()).isEqualTo(to);
                            assertThat(step.actions()).containsExactly(actions);
                        }));
        return this;
    }

    List<DynamicTest> tests() {
        List<DynamicTest> all = new ArrayList<>(tests);
        for (S state : states.getEnumConstants()) {
            for (E event : events.getEnumConstants()) {
                if (!arrows.contains(List.of(state, event))) {
                    all.add(
                            DynamicTest.dynamicTest(
                                    state + " ignores " + event, () -> ignores(state, event)));
                }
            }
        }
        return all;
    }

    private void ignores(S state, E event) {
        Step<S> step = machine.apply(state, event);
        assertThat(step.next()).isEqualTo(state);
        assertThat(step.actions()).isEmpty();
    }
}
