package dev.ringback.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.message.SipMessage;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Input;
import dev.ringback.stack.Output;
import dev.ringback.stack.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimNetworkTest {
    private static final InetAddress HERE = InetAddress.ofLiteral("10.0.0.1");
    private static final InetAddress THERE = InetAddress.ofLiteral("10.0.0.2");
    private static final InetSocketAddress SERVER = new InetSocketAddress(THERE, 5060);

    private final Simulation simulation = new Simulation(1);
    private final SimNetwork network = simulation.network();
    private final Recorder client = new Recorder("client");
    private final Recorder server = new Recorder("server");

    SimNetworkTest() {
        for (Transport transport : List.of(Transport.UDP, Transport.TCP)) {
            network.bind(client, transport, new InetSocketAddress(HERE, 5060));
            network.bind(server, transport, SERVER);
        }
    }

    @Test
    void aDatagramArrivesOnceWithItsBytesAndItsSource() {
        send(Transport.UDP, SERVER, 1);

        assertThat(server.branches()).containsExactly("z9hG4bK0");
        assertThat(server.flows().getFirst())
                .isEqualTo(new Flow(Transport.UDP, SERVER, new InetSocketAddress(HERE, 5060), 0));
    }

    @Test
    void lossDuplicationAndReorderingDoWhatTheySay() {
        network.faults(Faults.none().withLoss(1));
        send(Transport.UDP, SERVER, 10);
        assertThat(server.inputs).isEmpty();

        network.faults(Faults.none().withDuplication(1));
        send(Transport.UDP, SERVER, 10);
        assertThat(server.inputs).hasSize(20);

        server.inputs.clear();
        network.faults(Faults.none().withReordering(0.5));
        send(Transport.UDP, SERVER, 50);
        assertThat(server.branches()).hasSize(50).isNotEqualTo(branches(50));
        assertThat(server.branches()).containsExactlyInAnyOrderElementsOf(branches(50));
    }

    @Test
    void faultsOfOneDirectionLeaveTheOtherAlone() {
        network.faults(THERE, HERE, Faults.none().withLoss(1));
        send(Transport.UDP, SERVER, 3);

        assertThat(server.inputs).hasSize(3);
    }

    @Test
    void keepAlivesAreAnsweredWhileTheFarEndIsThereAndEndTheFlowAfterwards() {
        send(Transport.TCP, SERVER, 1);
        assertThat(client.connections).containsExactly(1L);
        var stream = new Flow(Transport.TCP, new InetSocketAddress(HERE, 32_769), SERVER, 1);
        var datagrams = new Flow(Transport.UDP, new InetSocketAddress(HERE, 5060), SERVER, 0);
        for (int i = 0; i < 3; i++) {
            network.keepAlive(client, stream);
            network.keepAlive(client, datagrams);
            simulation.runFor(Duration.ofSeconds(50));
        }
        assertThat(client.inputs).isEmpty();

        network.partition(HERE, THERE);
        network.keepAlive(client, stream);
        network.keepAlive(client, datagrams);
        simulation.runFor(Duration.ofSeconds(50));
        assertThat(client.inputs)
                .containsExactly(
                        new Input.FlowClosed(stream, "no answer to keep-alive"),
                        new Input.FlowClosed(datagrams, "no answer to keep-alive"));
    }

    @Test
    void aPartitionHoldsUntilHealed() {
        network.partition(HERE, THERE);
        send(Transport.UDP, SERVER, 3);
        assertThat(server.inputs).isEmpty();

        network.heal(THERE, HERE);
        send(Transport.UDP, SERVER, 3);
        assertThat(server.inputs).hasSize(3);
    }

    @Test
    void aDatagramToNobodyIsDroppedAndBytesThatAreNoMessageAreToldAsSuch() {
        send(Transport.UDP, new InetSocketAddress(THERE, 9), 1);
        network.datagram(
                new InetSocketAddress(HERE, 5060),
                SERVER,
                "hello\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        simulation.run(Duration.ofMinutes(1));

        assertThat(client.inputs).isEmpty();
        assertThat(server.inputs).singleElement().isInstanceOf(Input.ReceivedMalformed.class);
    }

    @Test
    void aStreamKeepsOrderAndLosesNothingWhateverTheSegments() {
        network.faults(new Faults(0.3, 0.5, 0.5, Duration.ZERO, Duration.ofMillis(300), 0));
        send(Transport.TCP, SERVER, 200);

        assertThat(server.branches()).isEqualTo(branches(200));
        assertThat(server.flows().stream().distinct()).hasSize(1);
        assertThat(network.openStreams()).isEqualTo(1);
    }

    @Test
    void anAnswerGoesBackOnItsConnection() {
        send(Transport.TCP, SERVER, 1);
        Flow back = server.flows().getFirst();
        network.send(server, new Output.Send(back, Requests.options("back")));
        simulation.run(Duration.ofMinutes(1));

        assertThat(client.branches()).containsExactly("z9hG4bKback");
        assertThat(network.openStreams()).isEqualTo(1);
    }

    @Test
    void whereNobodyListensAStreamIsRefused() {
        send(Transport.TCP, new InetSocketAddress(THERE, 9), 2);

        assertThat(client.reasons()).containsExactly("connection refused", "connection refused");
    }

    @Test
    void aResetIsToldToBothEnds() {
        send(Transport.TCP, SERVER, 1);
        network.resetStreams(HERE, THERE);
        simulation.run(Duration.ofMinutes(1));

        assertThat(client.inputs).singleElement().isInstanceOf(Input.FlowClosed.class);
        assertThat(server.inputs.getLast()).isInstanceOf(Input.FlowClosed.class);
        assertThat(network.openStreams()).isZero();
    }

    @Test
    void whatWasWrittenBeforeACloseStillArrives() {
        send(Transport.TCP, SERVER, 1);
        Flow back = server.flows().getFirst();
        network.send(server, new Output.Send(back, Requests.options("last")));
        network.close(server, back);
        simulation.run(Duration.ofMinutes(1));

        assertThat(client.branches()).containsExactly("z9hG4bKlast");
        assertThat(client.inputs.getLast()).isInstanceOf(Input.FlowClosed.class);
        network.send(server, new Output.Send(back, Requests.options("late")));
        simulation.run(Duration.ofMinutes(1));
        assertThat(server.reasons()).containsExactly("connection is gone");
    }

    @Test
    void aStreamWaitsThroughAShortPartitionAndBreaksInALongOne() {
        send(Transport.TCP, SERVER, 1);
        network.partition(HERE, THERE);
        simulation.after(Duration.ofSeconds(10), "heal", network::healAll);
        send(Transport.TCP, SERVER, 1);
        assertThat(server.branches()).hasSize(2);

        network.partition(HERE, THERE);
        send(Transport.TCP, SERVER, 1);
        assertThat(server.branches()).hasSize(2);
        assertThat(client.inputs).singleElement().isInstanceOf(Input.FlowClosed.class);
    }

    @Test
    void aBrokenStreamIsClosed() {
        var bad =
                Requests.request(Method.OPTIONS, "bad", "call", 1)
                        .edit()
                        .set(HeaderName.of("X-Long"), "x".repeat(70_000))
                        .build();
        network.send(client, new Output.Send(new Hop(Transport.TCP, SERVER), bad));
        simulation.run(Duration.ofMinutes(1));

        assertThat(server.inputs).first().isInstanceOf(Input.ReceivedMalformed.class);
        assertThat(client.inputs).last().isInstanceOf(Input.FlowClosed.class);
        assertThat(network.openStreams()).isZero();
    }

    @Test
    void aPortBelongsToOne() {
        assertThatThrownBy(() -> network.bind(client, Transport.UDP, SERVER))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("in use by server");
    }

    private void send(Transport transport, InetSocketAddress to, int count) {
        for (int i = 0; i < count; i++) {
            SipMessage message = Requests.options(Integer.toString(i));
            network.send(client, new Output.Send(new Hop(transport, to), message));
        }
        simulation.run(Duration.ofMinutes(5));
    }

    private static List<String> branches(int count) {
        var branches = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            branches.add("z9hG4bK" + i);
        }
        return branches;
    }

    /// Keeps what it is told.
    private static final class Recorder implements Endpoint {
        final List<Input> inputs = new ArrayList<>();
        final List<Long> connections = new ArrayList<>();
        private final String name;

        Recorder(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void handle(Input input) {
            if (input instanceof Input.Carried carried) {
                connections.add(carried.connection());
            } else {
                inputs.add(input);
            }
        }

        List<String> branches() {
            var branches = new ArrayList<String>();
            for (Input input : inputs) {
                if (input instanceof Input.Received(var _, SipMessage message)) {
                    branches.add(message.topVia().branch());
                }
            }
            return branches;
        }

        List<Flow> flows() {
            var flows = new ArrayList<Flow>();
            for (Input input : inputs) {
                if (input instanceof Input.Received(Flow flow, var _)) {
                    flows.add(flow);
                }
            }
            return flows;
        }

        List<String> reasons() {
            var reasons = new ArrayList<String>();
            for (Input input : inputs) {
                if (input instanceof Input.SendFailed(var _, String reason)) {
                    reasons.add(reason);
                }
            }
            return reasons;
        }
    }
}
