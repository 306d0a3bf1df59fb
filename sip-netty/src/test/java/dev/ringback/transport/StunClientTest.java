package dev.ringback.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.stack.Flow;
import dev.ringback.stack.Transport;
import dev.ringback.stun.StunMessage;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Keep-alives by STUN, RFC 5626 §4.4.2, in virtual time.
class StunClientTest {
    private static final Flow FLOW =
            new Flow(Transport.UDP, at("192.0.2.1", 5060), at("192.0.2.9", 5060), 0);

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final List<StunMessage> sent = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private final StunClient client =
            new StunClient(
                    channel.eventLoop(),
                    (_, octets) -> sent.add(parse(octets)),
                    (flow, reason) -> ended.add(flow.remote().getPort() + " " + reason));

    StunClientTest() {
        channel.freezeTime();
    }

    private static InetSocketAddress at(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }

    private static StunMessage parse(byte[] octets) {
        return Objects.requireNonNull(StunMessage.parse(octets, 0, octets.length));
    }

    private void pass(long millis) {
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }

    private void answer(StunMessage request, InetSocketAddress seen) {
        byte[] octets = StunMessage.bindingResponse(request, seen).encode();
        client.answered(FLOW, parse(octets));
    }

    @Test
    void aPeerThatAnswersKeepsItsFlow() {
        for (int i = 0; i < 3; i++) {
            client.ask(FLOW);
            answer(sent.getLast(), at("198.51.100.7", 4711));
            pass(60_000);
        }
        assertThat(sent).hasSize(3);
        assertThat(ended).isEmpty();
    }

    @Test
    void questionsAreRepeatedAsTheRfcHasItAndThenTheFlowIsOver() {
        client.ask(FLOW);
        List<Integer> sends = new ArrayList<>();
        for (long wait : List.of(499L, 1L, 999L, 1L, 1_999L, 1L)) {
            pass(wait);
            sends.add(sent.size());
        }
        assertThat(sends).containsExactly(1, 2, 2, 3, 3, 4);
        pass(4_000);
        pass(8_000);
        pass(16_000);
        assertThat(sent).hasSize(7);
        pass(7_999);
        assertThat(ended).isEmpty();
        pass(1);
        assertThat(ended).containsExactly("5060 no answer to keep-alive");
        assertThat(sent).allMatch(message -> message.sameTransaction(sent.getFirst()));
    }

    @Test
    void anotherMappedAddressIsTheEndOfTheFlow() {
        client.ask(FLOW);
        answer(sent.getLast(), at("198.51.100.7", 4711));
        client.ask(FLOW);
        answer(sent.getLast(), at("198.51.100.7", 4712));
        assertThat(ended).containsExactly("5060 mapped to another address");
    }

    /// RFC 5626 §4.4.2.
    @Test
    void anErrorIsTheEndOfTheFlow() {
        client.ask(FLOW);
        client.answered(FLOW, StunMessage.errorResponse(sent.getLast(), 500, "Server Error"));
        assertThat(ended).containsExactly("5060 keep-alive refused");
        pass(60_000);
        assertThat(sent).hasSize(1);
    }

    @Test
    void answersOfOthersChangeNothing() {
        client.ask(FLOW);
        answer(StunMessage.bindingRequest(new byte[12]), at("198.51.100.7", 4711));
        pass(500);
        assertThat(sent).hasSize(2);
        answer(sent.getLast(), at("198.51.100.7", 4711));
        answer(sent.getLast(), at("203.0.113.1", 1));
        assertThat(ended).isEmpty();
    }

    @Test
    void whoIsBeingAskedIsNotAskedTwice() {
        client.ask(FLOW);
        client.ask(FLOW);
        assertThat(sent).hasSize(1);
    }
}
