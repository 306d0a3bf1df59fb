package dev.ringback.bench.load;

import com.sun.management.OperatingSystemMXBean;
import dev.ringback.bench.load.pace.Timers;
import dev.ringback.bench.load.tally.Counts;
import dev.ringback.bench.load.tally.Latencies;
import dev.ringback.bench.load.tally.Result;
import dev.ringback.bench.load.tally.Tally;
import dev.ringback.bench.socket.Endpoint;
import dev.ringback.bench.socket.Link;
import dev.ringback.bench.socket.Poller;
import dev.ringback.bench.socket.Receiver;
import dev.ringback.bench.socket.TcpLink;
import dev.ringback.bench.socket.UdpSocket;
import dev.ringback.message.SipRequest;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// One run: opens the sockets, puts the parts together, lets the loop run, closes all.
final class Run {
    private static final double SECOND = 1e9;
    private static final double MICROSECOND = 1e3;

    private final Options wanted;

    private Run(Options wanted) {
        this.wanted = wanted;
    }

    /// Runs, after the rehearsal that the options ask for.
    static Result of(Options options) {
        if (options.plan().warmUp() > 0) {
            rehearse(options);
            System.gc();
        }
        return new Run(options).go(false);
    }

    /// Does the operations with ourselves that come before the run.
    static Result rehearse(Options options) {
        return new Run(options.rehearsal()).go(true);
    }

    /// A receiver that is known later: sockets and what stands behind them need each other.
    private static final class Later implements Receiver {
        private Receiver receiver = (_, _) -> {};

        @Override
        public void received(byte[] message, Link from) {
            receiver.received(message, from);
        }
    }

    /// @param alone whether the callee stands in for the server as well
    private Result go(boolean alone) {
        Later caller = new Later();
        Later callee = new Later();
        try (Poller poller = new Poller()) {
            Kind kind = wanted.plan().kind();
            Endpoint calleeAt = wanted.wire().callee();
            if (kind == Kind.CALL || kind == Kind.ANSWER || alone) {
                calleeAt = answerAt(poller, calleeAt, callee);
            }
            Endpoint server = alone ? calleeAt : wanted.wire().server();
            Options known = wanted.at(server, wanted.wire().caller(), calleeAt);
            List<Link> lines = new ArrayList<>();
            if (kind != Kind.ANSWER) {
                known = known.at(server, lines(known, poller, caller, lines), calleeAt);
            }
            return go(known, poller, new Ends(lines, caller, callee));
        }
    }

    private record Ends(List<Link> lines, Later caller, Later callee) {}

    private Endpoint answerAt(Poller poller, Endpoint at, Receiver receiver) {
        return wanted.wire().tcp() ? poller.listen(at, receiver) : poller.udp(at, receiver).local();
    }

    /// Opens the lines to the server.
    ///
    /// @return where the first one begins
    private static Endpoint lines(
            Options options, Poller poller, Receiver receiver, List<Link> lines) {
        Options.Wire wire = options.wire();
        if (!wire.tcp()) {
            UdpSocket socket = poller.udp(wire.caller(), receiver);
            lines.add(socket.to(wire.server()));
            return socket.local();
        }
        Endpoint any = new Endpoint(wire.caller().host(), 0);
        TcpLink first = poller.connect(wire.caller(), wire.server(), receiver);
        lines.add(first);
        while (lines.size() < wire.connections()) {
            lines.add(poller.connect(any, wire.server(), receiver));
        }
        return first.local();
    }

    private static Result go(Options options, Poller poller, Ends ends) {
        Options.Plan plan = options.plan();
        long begin = System.nanoTime();
        Tally tally = new Tally();
        Latencies latencies = new Latencies(begin + plan.skip());
        Desk desk = new Desk(options, Naming.fresh(), tally, latencies, new Timers());
        Work work = work(desk, ends);
        OperatingSystemMXBean system =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = system.getProcessCpuTime();
        long ownBefore = threads.getCurrentThreadCpuTime();
        long end = new Loop(desk, poller, work).run(begin);
        long own = threads.getCurrentThreadCpuTime() - ownBefore;
        long all = system.getProcessCpuTime() - before;
        work.giveUp();
        Counts counts = tally.counts();
        double share = MICROSECOND * Math.max(1, counts.outcome().started());
        return new Result(
                plan.kind().word(),
                plan.count(),
                (end - begin) / SECOND,
                new Result.Cpu(all / share, own / share),
                counts,
                latencies.spreads());
    }

    private static Work work(Desk desk, Ends ends) {
        Tally tally = desk.tally();
        return switch (desk.options().plan().kind()) {
            case CALL -> {
                Caller caller = new Caller(desk, ends.lines);
                join(ends, tally, caller, new Callee(desk, caller)::request);
                yield caller;
            }
            case REGISTER, OPTIONS -> {
                Asker asker = new Asker(desk, ends.lines);
                join(ends, tally, asker, new Mirror(desk.options().people())::request);
                yield asker;
            }
            case ANSWER -> {
                Answering answering = new Answering(tally);
                join(ends, tally, answering, new Callee(desk, answering)::request);
                yield answering;
            }
        };
    }

    private static void join(
            Ends ends, Tally tally, Work work, BiConsumer<SipRequest, Link> callee) {
        ends.caller.receiver = Inbox.ofCaller(tally, work);
        ends.callee.receiver = Inbox.ofCallee(tally, callee);
    }
}
