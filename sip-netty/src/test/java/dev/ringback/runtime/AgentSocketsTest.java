package dev.ringback.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ringback.sip.Call;
import dev.ringback.sip.CallEnd;
import dev.ringback.sip.SipClient;
import dev.ringback.sip.SipException;
import dev.ringback.sip.UserAgent;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Transport;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class AgentSocketsTest {
    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"UDP", "TCP"})
    void twoClientsCallEachOther(Transport transport) throws Exception {
        try (SipClient bobs =
                        SipClient.newBuilder()
                                .listen("udp:127.0.0.1:0", "tcp:127.0.0.1:0")
                                .build();
                SipClient alices = SipClient.create()) {
            CompletableFuture<CallEnd> end = new CompletableFuture<>();
            bobs.userAgent("sip:bob@example.com")
                    .build()
                    .onCall(
                            call -> {
                                call.ring();
                                call.accept();
                                end.complete(call.awaitBye());
                            });
            UserAgent alice = alices.userAgent("sip:alice@example.com").build();
            try (Call call = alice.call(target(bobs, transport))) {
                call.awaitAnswer();
                assertThat(call.state()).isEqualTo(Call.State.UP);
            }
            assertThat(end.get(5, TimeUnit.SECONDS)).isInstanceOf(CallEnd.ByPeer.class);
        }
    }

    private static String target(SipClient client, Transport transport) {
        for (ListenPoint point : client.listenPoints()) {
            if (point.transport() == transport) {
                return "sip:bob@127.0.0.1:%d;transport=%s"
                        .formatted(point.advertisedPort(), transport.parameter());
            }
        }
        throw new AssertionError("no " + transport);
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        try (SipClient first = SipClient.newBuilder().listen("udp:127.0.0.1:0").build()) {
            int port = first.listenPoints().getFirst().advertisedPort();
            assertThatThrownBy(() -> SipClient.newBuilder().listen("udp:127.0.0.1:" + port).build())
                    .isInstanceOf(SipException.class)
                    .hasMessage(
                            "cannot listen on udp:127.0.0.1:" + port + ": address already in use");
        }
    }

    @Test
    void aClientLeavesNoThreadBehind() throws Exception {
        long before = shards();
        for (int i = 0; i < 5; i++) {
            SipClient.create().close();
        }
        // a loop tells that it has ended just before its thread does
        await().untilAsserted(() -> assertThat(shards()).isLessThanOrEqualTo(before));
    }

    @Test
    void whoDialsAgainIsNotPutOff() {
        assertThat(AgentSockets.limits().rest()).isZero();
    }

    private static long shards() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("ringback-shard"))
                .count();
    }
}
