package dev.ringback.runtime;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Policy;
import dev.ringback.cause.Resource;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.parse.Malformed;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseResult;
import dev.ringback.parse.Parsed;
import dev.ringback.parse.StreamFramer;
import dev.ringback.socket.BoundSocket;
import dev.ringback.socket.PeerText;
import dev.ringback.stack.Backlog;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Input;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Notice;
import dev.ringback.stack.Output;
import dev.ringback.stack.Outputs;
import dev.ringback.stack.Question;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.SourceGate.Passage;
import dev.ringback.transport.Inbox;
import dev.ringback.transport.ShardTransport;
import io.netty.channel.SingleThreadEventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One stack on one event loop: everything that a call needs happens on this thread, without
/// locks.
///
/// What the loop's own sockets receive is parsed, matched and answered in the same call; what is
/// ordered meanwhile leaves together at the end of the loop's turn. Only a message whose Call-ID
/// belongs to another shard goes through that shard's [Mailbox].
final class Shard implements Inbox, Outputs {
    private static final Logger LOG = LoggerFactory.getLogger(Shard.class);

    /// Inputs from other threads handled before the loop looks at its sockets again.
    private static final int MAIL_PER_TURN = 256;

    /// Seconds after which a request that there was no room for may be tried again.
    private static final String RETRY_AFTER = "5";

    private final int index;
    private final ShardContext context;
    private final SingleThreadEventLoop loop;
    private final SipStack stack;
    private final ShardTransport transport;
    private final MessageParser parser;
    private final Entrance entrance;
    private final ShardWatch watch;
    private final Mailbox mailbox;
    private final WakeUp wakeUp;
    private final LoopMeter meter = new LoopMeter();
    private final Queue<Input> followUps = new ArrayDeque<>();
    private final Runnable endTurn = this::endTurn;
    private boolean stepping;
    private boolean turnEnds;

    Shard(
            int index,
            ShardContext context,
            SingleThreadEventLoop loop,
            SipStack stack,
            List<BoundSocket> bound) {
        this.index = index;
        this.context = context;
        this.watch = context.observers().watches().apply(index);
        this.loop = loop;
        this.stack = stack;
        this.transport = new ShardTransport(loop, this, context.transport(), bound);
        this.parser = new MessageParser(context.transport().parse());
        this.entrance = new Entrance(context.observers().gate(), this::tell);
        this.mailbox = new Mailbox(context.mailbox(), this::wakeForMail);
        this.wakeUp = new WakeUp(loop, context.clock(), this::timersDue);
    }

    /// What waits for this shard.
    Backlog backlog() {
        return new Backlog() {
            @Override
            public int waiting() {
                return mailbox.waiting();
            }

            @Override
            public int busy() {
                return meter.percent();
            }

            @Override
            public long worked() {
                return meter.worked();
            }
        };
    }

    int index() {
        return index;
    }

    SipStack stack() {
        return stack;
    }

    ShardTransport transport() {
        return transport;
    }

    // -- what the sockets tell

    @Override
    public void message(Flow flow, byte[] bytes) {
        try {
            Passage passage = arrived(flow, bytes);
            if (passage != Passage.NONE) {
                parsed(flow, parser.parse(bytes), passage);
            }
        } catch (RuntimeException | Error e) {
            fault(e);
        }
    }

    @Override
    public void message(Flow flow, StreamFramer.Frame frame) {
        try {
            Passage passage = arrived(flow, frame.bytes());
            if (passage != Passage.NONE) {
                parsed(flow, frame.parse(), passage);
            }
        } catch (RuntimeException | Error e) {
            fault(e);
        }
    }

    /// How far the bytes of a message get; a connection of a source that is banned is closed.
    private Passage arrived(Flow flow, byte[] bytes) {
        Passage passage = entrance.arrived(flow, bytes);
        if (passage != Passage.BANNED) {
            return passage;
        }
        if (flow.transport().reliable()) {
            transport.close(flow);
        }
        return Passage.NONE;
    }

    private void parsed(Flow flow, ParseResult result, Passage passage) {
        switch (result) {
            case Parsed(SipMessage message) -> {
                Input.Received received = new Input.Received(flow, message);
                if (entrance.admits(passage, message)) {
                    passed(/* sent= */ false, flow, message);
                    if (flow.transport().secure()) {
                        noteAlias(flow, message);
                    }
                    route(received);
                } else if (flow.transport().reliable()) {
                    answerBusy(received, new Cause.Denied(Policy.SOURCE_RATE));
                }
            }
            case Malformed malformed -> malformed(flow, malformed);
        }
    }

    private void passed(boolean sent, Destination peer, SipMessage message) {
        watch.passed(sent, peer, message);
        context.observers().tap().passed(sent, peer, message);
    }

    /// RFC 5923 §8: a client that may be asked back on its connection says so in its Via.
    private void noteAlias(Flow flow, SipMessage message) {
        if (message instanceof SipRequest request && request.topVia().alias()) {
            int port = request.topVia().port();
            transport.alias(flow, port < 0 ? flow.transport().defaultPort() : port);
        }
    }

    private void route(Input.Received received) {
        Shard owner = context.shards().owner(this, received.message());
        if (owner == this) {
            handle(received);
        } else if (!owner.mailbox.offer(received)) {
            refuse(received);
        }
    }

    /// The owner of the call has more to do than it can: say so, without state (RFC 3261 §21.5.4).
    private void refuse(Input.Received received) {
        tell(new Notice.Dropped("mailbox-full"));
        Cause full = new Cause.Overloaded(Resource.MAILBOX, context.mailbox(), context.mailbox());
        answerBusy(received, full);
    }

    private void answerBusy(Input.Received received, Cause cause) {
        SipMessage message = received.message();
        if (message instanceof SipRequest request && !request.method().equals(Method.ACK)) {
            SipResponse busy =
                    SipResponse.replyTo(request, 503)
                            .statelessTag()
                            .set(HeaderName.RETRY_AFTER, RETRY_AFTER)
                            .build();
            Flow flow = received.flow();
            handle(new Input.Command(() -> stack.respondStateless(request, flow, busy, cause)));
        }
    }

    @Override
    public void malformed(Flow flow, Malformed malformed) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("malformed from {}: {}", flow.remote(), PeerText.escape(malformed.reason()));
        }
        entrance.malformed(flow);
        handle(new Input.ReceivedMalformed(flow, malformed));
        if (malformed.response()) {
            tellOthers(new Input.Unreadable(flow.remote(), malformed.fault()));
        }
    }

    /// Any shard may wait for what this should have been.
    private void tellOthers(Input.Unreadable word) {
        context.shards()
                .forEach(
                        shard -> {
                            if (shard != this) {
                                shard.mailbox.offer(word);
                            }
                        });
    }

    @Override
    public void sendFailed(Output.Send send, String reason) {
        post(new Input.SendFailed(send, reason));
    }

    /// In the step after that which ordered it: before anything can be heard of the connection.
    @Override
    public void carried(SipRequest request, long connection) {
        if (!request.method().equals(Method.ACK)) {
            followUps.add(new Input.Carried(request, connection));
        }
    }

    /// Where several sockets share a port, the kernel tells any of them.
    @Override
    public void unreachable(InetSocketAddress remote, String reason) {
        Input.Unreachable input = new Input.Unreachable(remote, reason);
        context.shards().forEach(shard -> shard.post(input));
    }

    @Override
    public void closed(Flow flow, String reason) {
        Input.FlowClosed input = new Input.FlowClosed(flow, reason);
        context.shards().forEach(shard -> shard.post(input));
    }

    @Override
    public boolean banned(InetAddress source) {
        return context.observers().gate().banned(source);
    }

    @Override
    public void tell(Notice notice) {
        watch.told(notice);
        context.observers().notices().accept(notice);
    }

    @Override
    public @Nullable InetSocketAddress source(Destination to) {
        ListenPoint point = stack.localFor(to);
        return point == null ? null : point.bound();
    }

    // -- what the stack wants

    @Override
    public void add(Output output) {
        switch (output) {
            case Output.Send send -> send(send);
            case Output.Close close -> transport.close(close.flow());
            case Output.KeepAlive keep -> transport.keepAlive(keep.flow());
            case Output.Ask ask -> ask(ask);
            case Output.Begin(var work) -> work.accept(action -> post(new Input.Command(action)));
            case Output.Tell tell -> tell(tell.notice());
        }
    }

    private void send(Output.Send send) {
        try {
            passed(/* sent= */ true, send.to(), send.message());
            transport.send(send);
        } catch (RuntimeException e) {
            fault(e);
            sendFailed(send, "internal error");
        }
    }

    private void ask(Output.Ask ask) {
        switch (ask.question()) {
            case Question.Dns dns ->
                    context.resolver()
                            .ask(dns, answer -> post(new Input.Answered(ask.id(), answer)));
        }
    }

    // -- steps

    /// Has the stack handle an input, from any thread: on the loop after the current step, else
    /// through the mailbox.
    void post(Input input) {
        if (loop.inEventLoop()) {
            followUps.add(input);
            endOfTurn();
        } else {
            mailbox.put(input);
        }
    }

    private void handle(Input input) {
        if (stepping) {
            followUps.add(input);
            return;
        }
        meter.begins(context.clock());
        stepping = true;
        try {
            step(input);
            for (Input next = followUps.poll(); next != null; next = followUps.poll()) {
                step(next);
            }
        } finally {
            stepping = false;
        }
        endOfTurn();
    }

    /// A fault in the stack ends what it was doing and never the loop.
    private void step(Input input) {
        try {
            stack.handle(input, context.clock().now(), this);
        } catch (RuntimeException | Error e) {
            fault(e);
        }
    }

    private void fault(Throwable e) {
        LOG.error("shard {}: a step failed", index, e);
        tell(new Notice.Fault(e));
    }

    private void wakeForMail() {
        onLoop(this::readMail);
    }

    /// Runs a task on the loop, from any thread; does nothing once the loop has ended.
    void onLoop(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException _) {
            LOG.debug("shard {} is closed", index);
        }
    }

    private void readMail() {
        for (int i = 0; i < MAIL_PER_TURN; i++) {
            Input input = mailbox.next();
            if (input == null) {
                return;
            }
            handle(input);
        }
        wakeForMail();
    }

    private void timersDue() {
        if (stack.nextDeadline() <= context.clock().now()) {
            handle(new Input.TimersDue());
        } else {
            endOfTurn();
        }
    }

    @Override
    public void endOfTurn() {
        if (!turnEnds) {
            turnEnds = !loop.isShuttingDown();
            if (turnEnds) {
                loop.executeAfterEventLoopIteration(endTurn);
            }
        }
    }

    /// Everything ordered in this turn of the loop leaves in as few system calls as may be.
    private void endTurn() {
        turnEnds = false;
        meter.ends(context.clock());
        try {
            transport.flush();
            Input failed = followUps.poll();
            if (failed != null) {
                handle(failed);
            }
        } catch (RuntimeException | Error e) {
            fault(e);
        }
        wakeUp.by(stack.nextDeadline());
    }
}
