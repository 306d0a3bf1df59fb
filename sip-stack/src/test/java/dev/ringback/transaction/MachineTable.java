package dev.ringback.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// A figure as rows: each arrow is a test, and every pair of state and event that is no arrow must
/// stay where it is and do nothing.
public final class MachineTable<S extends Enum<S>, E extends Enum<E>> {
    private final Class<S> states;
    private final Class<E> events;
    private final BiFunction<S, E, Arrow<S>> machine;
    private final Set<List<Enum<?>>> arrows = new HashSet<>();
    private final List<DynamicTest> tests = new ArrayList<>();

    /// Where a machine goes, and the names of what it does on the way.
    private record Arrow<S>(S to, List<String> actions) {}

    /// @param machine gives the step that belongs to a state and an event
    /// @param next takes the next state out of a step
    /// @param actions takes the actions out of a step
    public <T> MachineTable(
            Class<S> states,
            Class<E> events,
            BiFunction<S, E, T> machine,
            Function<T, S> next,
            Function<T, ? extends List<? extends Enum<?>>> actions) {
        this.states = states;
        this.events = events;
        this.machine =
                (state, event) -> {
                    T step = machine.apply(state, event);
                    return new Arrow<>(next.apply(step), names(actions.apply(step).stream()));
                };
    }

    private static List<String> names(Stream<? extends Enum<?>> actions) {
        return actions.<String>map(Enum::name).toList();
    }

    public MachineTable<S, E> arrow(S from, E event, S to, Enum<?>... actions) {
        return arrow(from, event, new Arrow<>(to, names(Stream.of(actions))));
    }

    /// Arrows as text, one in a line: from, event, to, actions.
    public MachineTable<S, E> arrows(String rows) {
        for (String row : rows.lines().toList()) {
            List<String> words = List.of(row.split(" +"));
            S from = Enum.valueOf(states, words.get(0));
            E event = Enum.valueOf(events, words.get(1));
            S to = Enum.valueOf(states, words.get(2));
            arrow(from, event, new Arrow<>(to, words.subList(3, words.size())));
        }
        return this;
    }

    private MachineTable<S, E> arrow(S from, E event, Arrow<S> arrow) {
        assertThat(arrows.add(List.of(from, event))).as(from + " " + event + " twice").isTrue();
        tests.add(
                DynamicTest.dynamicTest(
                        from + " --" + event + "--> " + arrow.to(),
                        () -> assertThat(machine.apply(from, event)).isEqualTo(arrow)));
        return this;
    }

    public List<DynamicTest> tests() {
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
        assertThat(machine.apply(state, event)).isEqualTo(new Arrow<>(state, List.of()));
    }
}
