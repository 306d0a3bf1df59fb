package dev.ringback.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.RawSip;
import dev.ringback.it.peer.Received;
import dev.ringback.it.peer.ServerProcess;
import dev.ringback.it.peer.Sipp;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Who may call whom, and what becomes of a call that is refused, cancelled or forked.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallTest {
    private final FreePorts ports = new FreePorts();
    private ServerProcess server;

    @BeforeAll
    void start() {
        server = ServerProcess.withUsers(ports, "alice", "bob", "carol", "dave", "erin", "frank");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void ourOwnUserProvesWhoCalls() {
        int callee = ports.next();
        Peers.register(server, "bob", callee);
        try (Sipp bob = Sipp.scenario("answer", callee, "-m", "1").listening(callee);
                Sipp alice = call("call-own", "bob", "-au", "alice", "-ap", "alice")) {
            Peers.check(alice, server);
            Peers.check(bob, server);
        }
    }

    @Test
    void aStrangerMayCallOurUser() {
        int callee = ports.next();
        Peers.register(server, "erin", callee);
        try (Sipp erin = Sipp.scenario("answer", callee, "-m", "1").listening(callee);
                Sipp caller = call("call", "erin")) {
            Peers.check(caller, server);
            Peers.check(erin, server);
        }
    }

    @Test
    void aStrangerIsNotRelayedElsewhere() {
        try (RawSip stranger = new RawSip(server.port());
                RawSip elsewhere = new RawSip(server.port())) {
            String target = "sip:victim@127.0.0.1:" + elsewhere.port();
            Received answer = stranger.call(Requests.invite(stranger, target, "sip:s@x.example"));

            assertThat(answer.status()).as(answer.text()).isIn(403, 407);
            assertThat(elsewhere.receive(Duration.ofMillis(300))).isNull();
        }
    }

    @Test
    void aForgedRouteThroughUsRelaysNothing() {
        try (RawSip stranger = new RawSip(server.port());
                RawSip elsewhere = new RawSip(server.port())) {
            String target = "sip:victim@127.0.0.1:" + elsewhere.port();
            String bye =
                    Requests.invite(stranger, target, "sip:s@x.example")
                            .replace("INVITE", "BYE")
                            .replace(
                                    "Max-Forwards: 70",
                                    "Route: <sip:" + server.address() + ";lr>\r\nMax-Forwards: 70")
                            .replace("To: <" + target + ">", "To: <" + target + ">;tag=forged");
            Received answer = stranger.call(bye);

            assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
            assertThat(elsewhere.receive(Duration.ofMillis(300))).isNull();
        }
    }

    @Test
    void nobodyAnswersForAnUnknownUser() {
        assertThat(status("sip:nobody@localhost")).isEqualTo(404);
    }

    @Test
    void aUserWithoutAPhoneIsUnavailable() {
        assertThat(status("sip:carol@localhost")).isEqualTo(480);
    }

    @Test
    void aCancelledCallEndsOnBothSides() {
        int callee = ports.next();
        Peers.register(server, "frank", callee);
        try (Sipp frank = Sipp.scenario("ring", callee, "-m", "1").listening(callee);
                Sipp caller = call("cancel", "frank")) {
            Peers.check(caller, server);
            Peers.check(frank, server);
        }
    }

    @Test
    void twoPhonesRingAndTheFirstToAnswerWins() {
        int slow = ports.next();
        int fast = ports.next();
        Peers.register(server, "dave", slow);
        Peers.register(server, "dave", fast);
        try (Sipp loser = Sipp.scenario("ring", slow, "-m", "1").listening(slow);
                Sipp winner = Sipp.scenario("answer", fast, "-m", "1").listening(fast);
                Sipp caller = call("call", "dave")) {
            Peers.check(caller, server);
            Peers.check(winner, server);
            Peers.check(loser, server);
        }
    }

    @Test
    void theEchoAnswersWithSdp() {
        try (Sipp caller = call("echo", "echo")) {
            Peers.check(caller, server);
        }
    }

    private Sipp call(String scenario, String user, String... options) {
        String[] all = new String[options.length + 5];
        all[0] = server.address();
        all[1] = "-m";
        all[2] = "1";
        all[3] = "-s";
        all[4] = user;
        System.arraycopy(options, 0, all, 5, options.length);
        return Sipp.scenario(scenario, ports.next(), all);
    }

    private int status(String target) {
        try (RawSip caller = new RawSip(server.port())) {
            Received answer = caller.call(Requests.invite(caller, target, "sip:s@x.example"));
            return answer.status();
        }
    }
}
