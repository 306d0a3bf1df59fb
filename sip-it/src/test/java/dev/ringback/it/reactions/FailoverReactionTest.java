package dev.ringback.it.reactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.Nsd;
import dev.ringback.reaction.SipFailure;
import dev.ringback.sip.Call;
import dev.ringback.sip.SipClient;
import dev.ringback.sip.SipException;
import dev.ringback.sip.UserAgent;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ResolverConfig;

/// What needs more than one server: 503 and the next server of the SRV records (RFC 3263 §4.3), and
/// redirections that are remembered (RFC 3261 §21.3.3). Each server is a SIPp.
class FailoverReactionTest {
    private static final String SERVERS = "dns.server";

    private final FreePorts ports = new FreePorts();
    private final int names = ports.next();
    private final int first = ports.next();
    private final int second = ports.next();
    private Nsd nsd;
    private SipClient client;

    /// The client asks the system's name servers; here they are ours.
    @BeforeEach
    void start() throws Exception {
        nsd =
                Nsd.start(
                        names,
                        "reaction.test",
                        """
                        _sip._udp SRV 10 0 %d one
                        _sip._udp SRV 20 0 %d two
                        one A 127.0.0.1
                        two A 127.0.0.1
                        """
                                .formatted(first, second));
        System.setProperty(SERVERS, "127.0.0.1:" + names);
        ResolverConfig.refresh();
        client = SipClient.newBuilder().listen("udp:127.0.0.1:0").build();
    }

    @AfterEach
    void stop() {
        client.close();
        nsd.close();
        System.clearProperty(SERVERS);
        ResolverConfig.refresh();
    }

    @Test
    void a503LeadsToTheNextServerAndTheFirstIsLeftAlone() throws Exception {
        Script resting = new Script().refuse(503, "Retry-After: 60");
        Script taking = new Script().take().end();
        try (Stage one = new Stage(client, first, resting, 1);
                Stage two = new Stage(client, second, taking, 2)) {
            UserAgent alice = two.agent();
            for (int call = 0; call < 2; call++) {
                Call made = alice.call("sip:bob@reaction.test");
                made.awaitAnswer(Duration.ofSeconds(20));
                made.hangUp();
            }
            assertThat(one.methods()).containsExactly("INVITE", "ACK");
            assertThat(two.requests("INVITE")).hasSize(2);
            assertThat(two.requests("INVITE").getFirst().cSeq())
                    .isEqualTo(one.requests("INVITE").getFirst().cSeq());
            assertThat(two.requests("INVITE").getFirst().topVia().branch())
                    .isNotEqualTo(one.requests("INVITE").getFirst().topVia().branch());
        }
    }

    @Test
    void whereAllServersSend503ItIsReported() throws Exception {
        Script resting = new Script().refuse(503, "Retry-After: 60");
        try (Stage one = new Stage(client, first, resting, 1);
                Stage two = new Stage(client, second, resting, 1)) {
            SipFailure failure = two.failedCall(two.agent(), "sip:bob@reaction.test");
            assertThat(failure)
                    .isInstanceOfSatisfying(
                            SipFailure.Refused.class,
                            f -> assertThat(f.retryAfter()).isEqualTo(Duration.ofMinutes(1)));
            assertThat(failure.status()).isEqualTo(503);
            assertThat(one.methods()).containsExactly("INVITE", "ACK");
            assertThat(two.methods()).containsExactly("INVITE", "ACK");
        }
    }

    /// The kernel says at once that nobody listens there: RFC 3261 §18.4.
    @Test
    void aServerThatIsNotThereIsFollowedByTheNextAtOnce() throws Exception {
        try (Stage two = new Stage(client, second, new Script().take().end(), 1)) {
            UserAgent alice = two.agent();
            long start = System.nanoTime();
            Call made = alice.call("sip:bob@reaction.test");
            made.awaitAnswer(Duration.ofSeconds(20));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(5));
            made.hangUp();
            assertThat(two.methods()).containsExactly("INVITE", "ACK", "BYE");
        }
    }

    @Test
    void whereNobodyIsThereItIsUnreachable() {
        UserAgent alice = client.userAgent("sip:alice@127.0.0.1").build();
        Call call = alice.call("sip:bob@reaction.test");
        SipException failure =
                catchThrowableOfType(
                        SipException.class, () -> call.awaitAnswer(Duration.ofSeconds(20)));
        assertThat(failure.requireFailure()).isInstanceOf(SipFailure.Unreachable.class);
        assertThat(failure.status()).isEqualTo(503);
        assertThat(failure.requireFailure().causes().steps()).hasSize(2);
    }

    @Test
    void aRedirectionIsRememberedForItsTimeAndFallsBackWhenItFails() throws Exception {
        Script away =
                new Script().refuse(302, "Contact: <sip:bob@127.0.0.1:" + second + ">;expires=600");
        String bob = "sip:bob@127.0.0.1:" + first;
        UserAgent alice;
        try (Stage one = new Stage(client, first, away, 1);
                Stage two = new Stage(client, second, new Script().take().end(), 2)) {
            alice = client.userAgent("sip:alice@127.0.0.1").build();
            for (int call = 0; call < 2; call++) {
                Call made = alice.call(bob);
                made.awaitAnswer(Duration.ofSeconds(20));
                made.hangUp();
            }
            assertThat(one.requests("INVITE")).hasSize(1);
            assertThat(two.requests("INVITE")).hasSize(2);
        }
        try (Stage one = new Stage(client, first, new Script().take().end(), 1);
                Stage two = new Stage(client, second, new Script().refuse(404), 1)) {
            Call made = alice.call(bob);
            made.awaitAnswer(Duration.ofSeconds(20));
            made.hangUp();
            assertThat(two.methods()).containsExactly("INVITE", "ACK");
            assertThat(one.methods()).containsExactly("INVITE", "ACK", "BYE");
        }
    }
}
