package dev.ringback.overload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.route.Via;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Priority;
import dev.ringback.stack.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a client holds back.
class ThrottleTest {
    private static final String OURS = "SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK1";
    private static final Hop SERVER = hop("192.0.2.1", 5060);
    private static final long MS = 1_000_000;

    private final OverloadClient client =
            new OverloadClient(OverloadSettings.with(address -> !address.isLoopbackAddress()), 7);
    private long now = Duration.ofHours(1).toNanos();

    @Test
    void supportIsOfferedToNeighboursAlone() {
        assertThat(client.offered(OURS, SERVER)).isEqualTo(OURS + ";oc;oc-algo=\"loss,rate\"");
        OverloadClient loss = new OverloadClient(OverloadSettings.lossOnly(_ -> true), 1);
        assertThat(loss.offered(OURS, SERVER)).isEqualTo(OURS + ";oc;oc-algo=\"loss\"");
        assertThat(client.offered(OURS, hop("127.0.0.1", 5060))).isEqualTo(OURS);
    }

    @Test
    void nothingIsHeldBackBeforeAServerAsks() {
        assertThat(sent(Priority.NEW, 100)).isEqualTo(100);
        heard(";oc;oc-algo=\"loss\"");
        heard(";oc=0;oc-algo=\"loss\";oc-validity=0;oc-seq=1.1");
        assertThat(sent(Priority.NEW, 100)).isEqualTo(100);
    }

    @Test
    void aShareOfAllIsTakenFromWhatBeginsSomething() {
        heard(";oc=20;oc-algo=\"loss\";oc-validity=60000;oc-seq=1.1");
        int fresh = 0;
        int ongoing = 0;
        for (int i = 0; i < 10_000; i++) {
            fresh += sent(Priority.NEW, 1);
            ongoing += sent(Priority.ONGOING, 1);
        }
        assertThat(ongoing).isEqualTo(10_000);
        assertThat(fresh).as("40 of 100, so that 20 of 100 of all").isBetween(5_700, 6_300);
    }

    @Test
    void whatIsGoingOnIsHeldBackOnlyOnceNothingElseIsLeft() {
        heard(";oc=80;oc-algo=\"loss\";oc-validity=60000;oc-seq=1.1");
        int fresh = 0;
        int urgent = 0;
        for (int i = 0; i < 10_000; i++) {
            fresh += sent(Priority.NEW, 1);
            urgent += sent(Priority.URGENT, 1);
        }
        assertThat(fresh).as("while the mix is not known yet").isLessThan(100);
        assertThat(urgent).as("60 of 100").isBetween(3_700, 4_400);
    }

    @Test
    void aRateIsKeptWhateverComes() {
        heard(";oc=100;oc-algo=\"rate\";oc-validity=60000;oc-seq=1.1");
        int sent = 0;
        for (int i = 0; i < 10_000; i++) {
            sent += sent(Priority.NEW, 1);
            now += MS;
        }
        assertThat(sent).as("in 10 s").isBetween(995, 1_010);
    }

    @Test
    void theReserveOfTheBucketIsForWhatIsGoingOn() {
        heard(";oc=10;oc-algo=\"rate\";oc-validity=60000;oc-seq=1.1");
        assertThat(sent(Priority.NEW, 100)).isBetween(5, 7);
        assertThat(sent(Priority.ONGOING, 100)).isBetween(4, 6);
        assertThat(sent(Priority.ONGOING, 100)).isZero();
    }

    @Test
    void aRateOfNoneStopsEverything() {
        heard(";oc=0;oc-algo=\"rate\";oc-validity=500;oc-seq=1.1");
        assertThat(sent(Priority.ONGOING, 100)).isZero();
    }

    @Test
    void itEndsWithItsTimeWhichIsHalfASecondWhereNoneIsGiven() {
        heard(";oc=100;oc-algo=\"loss\";oc-seq=1.1");
        now += 499 * MS;
        assertThat(sent(Priority.NEW, 10)).isZero();
        assertThat(client.asked(SERVER, now)).isEqualTo(100);
        now += MS;
        assertThat(sent(Priority.NEW, 10)).isEqualTo(10);
        assertThat(client.asked(SERVER, now)).isEqualTo(-1);
    }

    @Test
    void itEndsWhenTheServerSaysSo() {
        heard(";oc=100;oc-algo=\"loss\";oc-validity=60000;oc-seq=1.1");
        heard(";oc=100;oc-algo=\"loss\";oc-validity=0;oc-seq=1.2");
        assertThat(sent(Priority.NEW, 10)).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1", "1.09", "0.99999"})
    void whatIsNotNewerChangesNothing(String sequence) {
        heard(";oc=100;oc-algo=\"loss\";oc-validity=60000;oc-seq=1.1");
        heard(";oc=0;oc-algo=\"loss\";oc-validity=60000;oc-seq=" + sequence);
        assertThat(sent(Priority.NEW, 10)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ";oc=101;oc-algo=\"loss\";oc-validity=60000;oc-seq=1.1",
                ";oc=100;oc-algo=\"magic\";oc-validity=60000;oc-seq=1.1",
                ";oc=-1;oc-algo=\"loss\";oc-validity=60000;oc-seq=1.1",
                ";oc-algo=\"loss\";oc-validity=60000;oc-seq=1.1",
            })
    void whatMakesNoSenseHoldsNothingBack(String parameters) {
        heard(parameters);
        assertThat(sent(Priority.NEW, 10)).isEqualTo(10);
    }

    @Test
    void itConcernsThatAddressAndPortAlone() {
        heard(";oc=100;oc-algo=\"loss\";oc-validity=60000;oc-seq=1.1");
        assertThat(client.permits(hop("192.0.2.1", 5062), Priority.NEW, now)).isTrue();
        assertThat(client.permits(hop("192.0.2.2", 5060), Priority.NEW, now)).isTrue();
        assertThat(client.permits(SERVER, Priority.NEW, now)).isFalse();
    }

    @Test
    void whoIsNoNeighbourIsNotBelieved() {
        Hop stranger = hop("127.0.0.1", 5060);
        client.heard(stranger, via(";oc=100;oc-algo=\"loss\";oc-validity=60000;oc-seq=1.1"), now);
        assertThat(client.permits(stranger, Priority.NEW, now)).isTrue();
    }

    private int sent(Priority priority, int tried) {
        int sent = 0;
        for (int i = 0; i < tried; i++) {
            sent += client.permits(SERVER, priority, now) ? 1 : 0;
        }
        return sent;
    }

    private void heard(String parameters) {
        client.heard(SERVER, via(parameters), now);
    }

    private static Via via(String parameters) {
        return Objects.requireNonNull(Via.parse(OURS + parameters));
    }

    private static Hop hop(String host, int port) {
        return new Hop(Transport.UDP, new InetSocketAddress(InetAddress.ofLiteral(host), port));
    }
}
