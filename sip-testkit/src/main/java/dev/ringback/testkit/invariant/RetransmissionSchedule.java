package dev.ringback.testkit.invariant;

import dev.ringback.header.Method;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Input;
import dev.ringback.stack.Transport;
import dev.ringback.testkit.Endpoint;
import dev.ringback.testkit.Invariant;
import dev.ringback.testkit.Observation;
import dev.ringback.testkit.SimNode;
import dev.ringback.testkit.Simulation;
import dev.ringback.transaction.Timers;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is not answered is repeated when Timer A, E or G says, no more and no less, and never over
/// a reliable transport (RFC 3261 §17), but once where the connection of the request was lost.
///
/// Judged when the answer comes, or when the wait is over: the number of repetitions until then
/// must be what the timers give, each fired at most [SimNode#TIMER_LAG] late.
public final class RetransmissionSchedule implements Invariant {
    private final Map<TransactionId, Wait> requests = new LinkedHashMap<>();
    private final Map<TransactionId, Wait> finals = new LinkedHashMap<>();
    private final Map<TransactionId, InetSocketAddress> remotes = new HashMap<>();

    /// Makes it for one run.
    public RetransmissionSchedule() {}

    /// A message that waits for its answer.
    private static final class Wait {
        final Timers timers;
        final Transport transport;
        final long since;
        final boolean doublesForever;
        final boolean onlyTimersRepeat;
        int sent = 1;
        boolean over;
        boolean connectionLost;

        Wait(SimNode node, Transport transport, SipMessage message, long since) {
            this.timers = node.timers();
            this.transport = transport;
            this.since = since;
            this.onlyTimersRepeat = message instanceof SipRequest;
            this.doublesForever = onlyTimersRepeat && message.cSeq().method().equals(Method.INVITE);
        }

        /// How often it must have been sent in that time when every timer fires that late.
        int due(long elapsed, long lag) {
            long end = Math.min(elapsed, timers.b().toNanos());
            if (transport.reliable()) {
                return 1;
            }
            int count = 1;
            long interval = timers.t1().toNanos();
            long at = interval + lag;
            while (at < end) {
                count++;
                interval *= 2;
                if (!doublesForever) {
                    interval = Math.min(interval, timers.t2().toNanos());
                }
                at += interval + lag;
            }
            return count;
        }
    }

    @Override
    public void observe(Simulation simulation, Observation observation) {
        long now = simulation.clock().now();
        switch (observation) {
            case Observation.Sent(
                            SimNode node,
                            Transport transport,
                            var to,
                            SipRequest request) -> {
                if (!request.method().equals(Method.ACK)) {
                    sent(requests, node, transport, request, now);
                    remotes.put(TransactionId.of(node, request), to);
                }
            }
            case Observation.Sent(
                            SimNode node,
                            Transport transport,
                            var _,
                            SipResponse response) -> {
                if (response.status() >= 300 && response.cSeq().method().equals(Method.INVITE)) {
                    sent(finals, node, transport, response, now);
                }
            }
            case Observation.Delivered(SimNode node, var _, SipResponse response) -> {
                TransactionId id = TransactionId.of(node, response);
                judge(id, requests.get(id), now);
            }
            case Observation.Delivered(SimNode node, var _, SipRequest request) -> {
                if (request.method().equals(Method.ACK)) {
                    TransactionId id = TransactionId.of(node, request);
                    judge(id, finals.get(id), now);
                }
            }
            case Observation.Failed(Endpoint node, Input.SendFailed(var send, var _)) -> {
                TransactionId id = TransactionId.of(node, send.message());
                requests.remove(id);
                finals.remove(id);
            }
            case Observation.Failed(Endpoint node, Input.Unreachable(var remote, var _)) ->
                    requests.forEach(
                            (id, wait) -> {
                                if (id.node().equals(node.name())
                                        && remote.equals(remotes.get(id))) {
                                    judge(id, wait, now);
                                }
                            });
            case Observation.Failed(Endpoint node, Input.FlowClosed(var flow, var _)) ->
                    requests.forEach(
                            (id, wait) -> {
                                if (id.node().equals(node.name())
                                        && flow.remote().equals(remotes.get(id))) {
                                    wait.connectionLost = true;
                                }
                            });
            case Observation.Crashed(Endpoint node) -> {
                remotes.keySet().removeIf(id -> id.node().equals(node.name()));
                requests.keySet().removeIf(id -> id.node().equals(node.name()));
                finals.keySet().removeIf(id -> id.node().equals(node.name()));
            }
            default -> {}
        }
    }

    @Override
    public void whenQuiet(Simulation simulation) {
        // nothing will happen any more: who still waits has waited to the end
        requests.forEach((id, wait) -> judge(id, wait, Long.MAX_VALUE));
        finals.forEach((id, wait) -> judge(id, wait, Long.MAX_VALUE));
    }

    private static void sent(
            Map<TransactionId, Wait> waits,
            SimNode node,
            Transport transport,
            SipMessage message,
            long now) {
        TransactionId id = TransactionId.of(node, message);
        Wait wait = waits.get(id);
        if (wait == null || wait.transport != transport) {
            waits.put(id, new Wait(node, transport, message, now));
            return;
        }
        wait.sent++;
        boolean late = wait.over && wait.doublesForever;
        int most = wait.due(now - wait.since + 1, 0) + (wait.connectionLost ? 1 : 0);
        if (wait.onlyTimersRepeat && (late || wait.sent > most)) {
            throw new AssertionError(
                    "%s sent %d times, %d were due".formatted(id, wait.sent, late ? 0 : most));
        }
    }

    private static void judge(TransactionId id, @Nullable Wait wait, long now) {
        if (wait == null || wait.over) {
            return;
        }
        wait.over = true;
        int least = wait.due(now - wait.since, SimNode.TIMER_LAG.toNanos());
        if (wait.sent < least) {
            throw new AssertionError(
                    "%s sent only %d times, %d were due".formatted(id, wait.sent, least));
        }
    }
}
