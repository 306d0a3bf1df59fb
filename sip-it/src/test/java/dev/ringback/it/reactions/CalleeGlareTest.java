package dev.ringback.it.reactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.Sipp;
import dev.ringback.it.peer.SippResult;
import dev.ringback.sip.SipClient;
import dev.ringback.sip.UserAgent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// 491 for who did not make the Call-ID: RFC 3261 §14.1.
class CalleeGlareTest {
    @Test
    void theCalleeWaitsTwoSecondsAtMost() throws Exception {
        FreePorts ports = new FreePorts();
        int own = ports.next();
        try (SipClient client = SipClient.newBuilder().listen("udp:127.0.0.1:" + own).build();
                UserAgent alice = client.userAgent("sip:alice@127.0.0.1").build()) {
            alice.onCall(
                    call -> {
                        call.accept();
                        call.hold();
                        call.hangUp();
                    });
            try (Sipp caller = start(ports.next(), own)) {
                SippResult result = caller.await();
                assertThat(result.exit()).as(result.report() + caller.messages()).isZero();
                List<Seen> invites =
                        Seen.in(caller.messages()).stream()
                                .filter(one -> one.request().method().name().equals("INVITE"))
                                .toList();
                Duration waited = Duration.between(invites.getFirst().at(), invites.getLast().at());
                assertThat(waited).isLessThan(Duration.ofMillis(2300));
            }
        }
    }

    private static Sipp start(int port, int target) {
        return Sipp.scenario(
                "glare",
                port,
                "127.0.0.1:" + target,
                "-s",
                "alice",
                "-m",
                "1",
                "-trace_msg",
                "-message_file",
                "messages.log");
    }
}
