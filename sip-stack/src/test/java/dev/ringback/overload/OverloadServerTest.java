package dev.ringback.overload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.route.Overload;
import dev.ringback.header.route.Via;
import dev.ringback.stack.Priority;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What a server tells its clients.
class OverloadServerTest {
    private static final String VIA = "SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK1";
    private static final InetAddress CLIENT = InetAddress.ofLiteral("192.0.2.10");
    private static final InetAddress OTHER = InetAddress.ofLiteral("198.51.100.1");
    private static final long LOOK = Duration.ofMillis(250).toNanos();

    private double used;
    private double busy;
    private long worked;
    private long now;
    private final OverloadServer server = server(Algorithm.LOSS, Algorithm.RATE);

    @Test
    void aServerAtRestSaysThatItCanAndNeedsNothing() {
        Via told = told(";oc;oc-algo=\"loss,rate\"");
        assertThat(told.toString())
                .isEqualTo(VIA + ";oc=0;oc-algo=\"loss\";oc-validity=0;oc-seq=10.00000");
    }

    @Test
    void aClientThatOffersNothingAndAStrangerAreToldNothing() {
        overload();
        assertThat(told("")).hasToString(VIA);
        String offer = VIA + ";oc;oc-algo=\"loss\"";
        assertThat(server.told(via(";oc;oc-algo=\"loss\""), OTHER, now, wall())).hasToString(offer);
    }

    @Test
    void aServerWithTooMuchToDoAsksForMoreAndMoreAndThenForLess() {
        overload();
        int first = oc(";oc;oc-algo=\"loss\"");
        assertThat(first).isBetween(20, 40);
        overload();
        int second = oc(";oc;oc-algo=\"loss\"");
        assertThat(second).isGreaterThan(first);
        busy = 0.5;
        rest(1);
        assertThat(oc(";oc;oc-algo=\"loss\"")).isLessThan(second);
        rest(100);
        assertThat(Objects.requireNonNull(told(";oc;oc-algo=\"loss\"").overload()).validity())
                .isZero();
    }

    @Test
    void somethingThatRunsOutCountsAsMuchAsTime() {
        used = 1.2;
        rest(4);
        assertThat(oc(";oc;oc-algo=\"loss\"")).isGreaterThan(50);
    }

    @Test
    void itNeverAsksForEverything() {
        for (int i = 0; i < 100; i++) {
            overload();
        }
        assertThat(oc(";oc;oc-algo=\"loss\"")).isEqualTo(98);
    }

    @Test
    void thePreferredAlgorithmThatTheClientOffersIsChosenAlways() {
        OverloadServer rates = server(Algorithm.RATE, Algorithm.LOSS);
        assertThat(algorithms(rates, ";oc;oc-algo=\"loss,rate\"")).containsExactly("rate");
        assertThat(algorithms(rates, ";oc;oc-algo=\"loss,other\"")).containsExactly("loss");
        assertThat(algorithms(rates, ";oc")).containsExactly("loss");
        assertThat(algorithms(server, ";oc;oc-algo=\"rate,loss\"")).containsExactly("loss");
    }

    @Test
    void laterAnswersHaveLaterNumbers() {
        long last = -1;
        for (int i = 0; i < 5; i++) {
            long sequence = Objects.requireNonNull(told(";oc").overload()).sequence();
            assertThat(sequence).isGreaterThan(last);
            last = sequence;
            now += 10_000;
        }
    }

    @Test
    void aRateIsWhatTheClientSentOfLateLessWhatIsTooMuch() {
        OverloadServer rates = server(Algorithm.RATE);
        Via offer = via(";oc;oc-algo=\"loss,rate\"");
        busy = 1;
        for (int i = 0; i < 8; i++) {
            for (int j = 0; j < 25; j++) {
                rates.admits(offer, CLIENT, Priority.NEW, now);
                pass(LOOK / 25);
            }
        }
        int oc = Objects.requireNonNull(rates.told(offer, CLIENT, now, wall()).overload()).oc();
        assertThat(oc).as("of 100 a second").isBetween(60, 85);
    }

    @Test
    void whoDoesNotHoldBackIsRefusedTheSameShareAndWhatIsGoingOnNever() {
        for (int i = 0; i < 4; i++) {
            overload();
        }
        double share = server.share();
        int strangers = 0;
        for (int i = 0; i < 10_000; i++) {
            strangers += server.admits(via(""), OTHER, Priority.NEW, now) ? 1 : 0;
            assertThat(server.admits(via(""), OTHER, Priority.ONGOING, now)).isTrue();
            assertThat(server.admits(via(""), OTHER, Priority.URGENT, now)).isTrue();
            assertThat(server.admits(via(";oc"), CLIENT, Priority.NEW, now)).isTrue();
        }
        assertThat(strangers / 10_000.0).isBetween(share - 0.03, share + 0.03);
    }

    @Test
    void whatIsOffControlsNothing() {
        OverloadServer off = new OverloadServer(OverloadSettings.off(), new Scripted(), 1);
        busy = 1;
        for (int i = 0; i < 20; i++) {
            pass(LOOK);
            assertThat(off.admits(via(""), OTHER, Priority.NEW, now)).isTrue();
        }
        assertThat(off.told(via(";oc"), CLIENT, now, wall())).hasToString(VIA + ";oc");
    }

    private void overload() {
        busy = 1;
        rest(1);
    }

    private void rest(int looks) {
        for (int i = 0; i < looks; i++) {
            server.admits(via(";oc"), CLIENT, Priority.NEW, now);
            pass(LOOK);
        }
        server.admits(via(";oc"), CLIENT, Priority.NEW, now);
    }

    private void pass(long time) {
        now += time;
        worked += (long) (busy * time);
    }

    private int oc(String offer) {
        Overload said = told(offer).overload();
        return Objects.requireNonNull(said).oc();
    }

    private Via told(String offer) {
        return server.told(via(offer), CLIENT, now, wall());
    }

    private List<String> algorithms(OverloadServer asked, String offer) {
        return Objects.requireNonNull(asked.told(via(offer), CLIENT, now, wall()).overload())
                .algorithms();
    }

    private Instant wall() {
        return Instant.ofEpochSecond(10, now);
    }

    private static Via via(String parameters) {
        return Objects.requireNonNull(Via.parse(VIA + parameters));
    }

    private OverloadServer server(Algorithm... algorithms) {
        OverloadSettings usual = OverloadSettings.with(CLIENT::equals);
        return new OverloadServer(
                new OverloadSettings(
                        usual.neighbours(),
                        List.of(algorithms),
                        usual.target(),
                        usual.validity(),
                        1),
                new Scripted(),
                1);
    }

    /// A load that the test sets.
    private final class Scripted implements Load {
        @Override
        public double used() {
            return used;
        }

        @Override
        public long worked() {
            return worked;
        }
    }
}
