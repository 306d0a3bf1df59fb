package dev.ringback.bench.core;

import dev.ringback.parse.Malformed;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Input;
import dev.ringback.stack.LateUser;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Output;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.StackConfig;
import dev.ringback.stack.TransactionUser;
import dev.ringback.stack.Transport;
import dev.ringback.testkit.SeededIds;
import dev.ringback.testkit.SimRandom;
import dev.ringback.transaction.Timers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A stack without sockets between a caller and a callee: octets go in and come out, the clock is
/// moved by hand.
final class MemoryStack {
    static final String SERVER_HOST = "192.0.2.1";
    static final String CALLER_HOST = "192.0.2.10";
    static final String CALLEE_HOST = "192.0.2.20";
    static final Flow CALLER = flow(CALLER_HOST);
    static final Flow CALLEE = flow(CALLEE_HOST);

    private final MessageParser parser = new MessageParser(ParseLimits.defaults());
    private final Deque<byte[]> toCaller = new ArrayDeque<>();
    private final Deque<byte[]> toCallee = new ArrayDeque<>();
    private final LateUser upper = new LateUser();
    private final SipStack stack;
    private long now;

    /// @param core makes what stands on the stack
    MemoryStack(Function<SipStack, ? extends TransactionUser> core) {
        InetSocketAddress server = address(SERVER_HOST);
        ListenPoint point = new ListenPoint(Transport.UDP, server, SERVER_HOST, 5060);
        stack =
                new SipStack(
                        new StackConfig(
                                Timers.defaults(),
                                List.of(point),
                                new SeededIds(new SimRandom(1)),
                                Instant.EPOCH),
                        upper);
        upper.become(core.apply(stack));
    }

    private static Flow flow(String peer) {
        return new Flow(Transport.UDP, address(SERVER_HOST), address(peer), 0);
    }

    private static InetSocketAddress address(String host) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), 5060);
    }

    /// A datagram comes in: it is parsed and handled, and what is sent is written.
    void receive(Flow flow, byte[] datagram) {
        switch (parser.parse(datagram)) {
            case Parsed parsed -> handle(new Input.Received(flow, parsed.message()));
            case Malformed malformed -> throw new IllegalStateException(malformed.reason());
        }
    }

    /// Handles one input.
    void handle(Input input) {
        stack.handle(input, now, this::take);
    }

    private void take(Output output) {
        if (output instanceof Output.Send(var to, var message)) {
            boolean caller = to.remote().equals(CALLER.remote());
            (caller ? toCaller : toCallee).add(message.toBytes());
        }
    }

    /// Lets time pass, and what is due happen.
    void pass(Duration time) {
        long until = now + time.toNanos();
        while (stack.nextDeadline() <= until) {
            now = Math.max(now, stack.nextDeadline());
            handle(new Input.TimersDue());
        }
        now = until;
    }

    /// The next datagram for the caller, null when there is none.
    byte @Nullable [] toCaller() {
        return toCaller.poll();
    }

    /// The next datagram for the callee, null when there is none.
    byte @Nullable [] toCallee() {
        return toCallee.poll();
    }

    /// The transactions that are not over.
    int transactions() {
        return stack.transactionCount();
    }
}
