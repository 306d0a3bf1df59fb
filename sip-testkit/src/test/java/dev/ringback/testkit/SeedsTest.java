package dev.ringback.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeedsTest {
    private static final List<String> NAMES = List.of("sim.seed", "sim.seeds", "sim.from");
    private final List<String> before = new ArrayList<>();
    private final List<Long> ran = new ArrayList<>();

    @BeforeEach
    void clear() {
        for (String name : NAMES) {
            before.add(String.valueOf(System.clearProperty(name)));
        }
    }

    @AfterEach
    void restore() {
        for (int i = 0; i < NAMES.size(); i++) {
            if (before.get(i).equals("null")) {
                System.clearProperty(NAMES.get(i));
            } else {
                System.setProperty(NAMES.get(i), before.get(i));
            }
        }
    }

    @Test
    void runsAsManyAsAsked() {
        Seeds.run(3, ran::add);

        assertThat(ran).containsExactly(1L, 2L, 3L);
        assertThat(Seeds.replaying()).isFalse();
    }

    @Test
    void aPropertyReplaysOneSeed() {
        System.setProperty("sim.seed", "77");
        Seeds.run(3, ran::add);

        assertThat(ran).containsExactly(77L);
        assertThat(Seeds.replaying()).isTrue();
    }

    @Test
    void propertiesSayHowManyAndFromWhere() {
        System.setProperty("sim.seeds", "2");
        System.setProperty("sim.from", "100");
        Seeds.run(3, ran::add);

        assertThat(ran).containsExactly(100L, 101L);
    }

    @Test
    void aFailureNamesTheSeedAndTheCommand() {
        assertThatThrownBy(
                        () ->
                                Seeds.run(
                                        9,
                                        seed -> {
                                            ran.add(seed);
                                            assertThat(seed).isLessThan(4);
                                        }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("seed 4 failed")
                .hasMessageContaining("-Dtest=SeedsTest -Dsim.seed=4");
        assertThat(ran).hasSize(4);
    }
}
