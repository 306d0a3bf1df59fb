package dev.ringback.bench.load.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimersTest {
    private final Timers timers = new Timers();
    private final List<String> rung = new ArrayList<>();

    @Test
    void alarmsRingWhenTheyAreDueAndSayWhenThatWas() {
        timers.after(500, 0, due -> rung.add("a" + due));
        timers.after(100, 50, due -> rung.add("b" + due));
        timers.after(500, 60, due -> rung.add("c" + due));
        assertThat(timers.next()).isEqualTo(150);
        timers.run(149);
        assertThat(rung).isEmpty();
        timers.run(150);
        assertThat(rung).containsExactly("b150");
        assertThat(timers.next()).isEqualTo(500);
        timers.run(1000);
        assertThat(rung).containsExactly("b150", "a500", "c560");
        assertThat(timers.next()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void anAlarmMaySetTheNextOne() {
        timers.after(10, 0, due -> timers.after(20, due, later -> rung.add("again" + later)));
        timers.run(10);
        assertThat(timers.next()).isEqualTo(30);
        timers.run(30);
        assertThat(rung).containsExactly("again30");
    }

    @Test
    void whatIsCancelledNeitherRingsNorWakes() {
        Timers.Timer first = timers.after(10, 0, due -> rung.add("first" + due));
        timers.after(10, 5, due -> rung.add("second" + due));
        Timers.Timer last = timers.after(10, 7, due -> rung.add("last" + due));
        first.cancel();
        assertThat(timers.next()).isEqualTo(15);
        last.cancel();
        timers.run(100);
        assertThat(rung).containsExactly("second15");
        assertThat(timers.next()).isEqualTo(Long.MAX_VALUE);
    }
}
