package dev.ringback.stack;

import dev.ringback.amplification.AnswerSize;
import dev.ringback.cause.Cause;
import dev.ringback.cause.CauseGraph;
import dev.ringback.cause.Reply;
import dev.ringback.cause.Tally;
import dev.ringback.cause.UnreadableMessages;
import dev.ringback.header.HeaderName;
import dev.ringback.header.route.Via;
import dev.ringback.locate.ServerHealth;
import dev.ringback.locate.ServerLocator;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.parse.Fault;
import dev.ringback.parse.Malformed;
import dev.ringback.transaction.ClientTransaction;
import dev.ringback.transaction.ClientTransactionUser;
import dev.ringback.transaction.ResponseRoute;
import dev.ringback.transaction.Timers;
import dev.ringback.transaction.TransactionContext;
import dev.ringback.transaction.TransactionLayer;
import dev.ringback.waiting.KeyHash;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The one entry to the protocol. Input and time go in by [#handle], outputs come out of it, and
/// nothing else happens: the same inputs at the same times give the same outputs. One thread at a
/// time.
///
/// The methods for transaction users ([#send], [#schedule], [#ask], …) may be called only while a
/// step runs: from the [TransactionUser], from a timer, from an answer or from an [Input.Command].
public final class SipStack {
    private final StackConfig config;
    private final TransactionLayer transactions;
    private final TimerQueue timers;
    private final OutgoingRequests outgoing;
    private final Map<Long, Asked> questions = new HashMap<>();
    private final UnreadableMessages unreadable = new UnreadableMessages();
    private long lastQuestion;
    private long now;
    private @Nullable Outputs outputs;

    /// A stack below this core.
    public SipStack(StackConfig config, TransactionUser core) {
        this.config = config;
        this.timers = new TimerQueue(recurring(config.timers()));
        this.transactions = new TransactionLayer(new Context(), core, hash(config.ids()));
        this.outgoing = new OutgoingRequests(this, transactions);
    }

    /// Takes one input and gives what follows from it. A fault in the core ends with a
    /// [Notice.Fault] and with 500 for the request that the core worked for, also in a later step
    /// (a timer, an answer, a response); never with an exception.
    ///
    /// @param input what happened
    /// @param time the monotonic clock in nanoseconds, never less than before
    /// @param out takes the outputs, in order, during this call
    public void handle(Input input, long time, Outputs out) {
        now = time;
        outputs = out;
        try {
            dispatch(input);
        } catch (RuntimeException | StackOverflowError fault) {
            transactions.fault(fault);
        } finally {
            transactions.fold();
            outputs = null;
        }
    }

    /// When [Input.TimersDue] is wanted: the monotonic clock in nanoseconds, or `Long.MAX_VALUE`
    /// where nothing waits.
    public long nextDeadline() {
        return Math.min(timers.nextDeadline(), transactions.nextDeadline());
    }

    /// Opens a client transaction. The request carries our Via on top. A request that is too large
    /// for a datagram goes over TCP where we have it (RFC 3261 §18.1.1).
    public ClientTransaction send(SipRequest request, Destination to, ClientTransactionUser user) {
        return outgoing.send(request, to, user);
    }

    /// Sends the ACK of a 2xx, which carries our Via on top, outside of any transaction: over TCP,
    /// where it is too large for a datagram and that can be had, else as it is (RFC 3261 §18.1.1).
    public void acknowledge(SipRequest ack, Destination to) {
        outgoing.acknowledge(ack, to);
    }

    /// Sends a message outside of any transaction: a stateless response, a forwarded request of
    /// which nothing is remembered.
    public void sendStateless(SipMessage message, Destination to) {
        emit(new Output.Send(to, message));
    }

    /// Answers a request without a transaction (RFC 3261 §8.2.7): notes in the top Via where the
    /// request really came from, and sends the response there (§18.2).
    ///
    /// @param request the request as it arrived
    /// @param flow how it arrived
    /// @param response the response to it
    /// @param cause what decided it
    public void respondStateless(SipRequest request, Flow flow, SipResponse response, Cause cause) {
        Via stamped = ViaStamp.stamp(request.topVia(), flow);
        SipResponse noted =
                stamped.equals(response.topVia())
                        ? response
                        : response.edit().replaceFirst(HeaderName.VIA, stamped.toString()).build();
        SipResponse explained = transactions.explained(noted, cause, flow);
        SipResponse whole = transactions.told(explained, stamped, flow);
        SipResponse sent = AnswerSize.fit(whole, transactions.mostOctets(request, flow), false);
        if (sent == null) {
            tell(new Notice.Dropped("answer-too-large"));
        } else {
            sendStateless(sent, ResponseRoute.first(stamped, flow));
        }
        CauseGraph causes = CauseGraph.of(now, CauseGraph.NO_ATTEMPT, cause);
        tell(new Notice.Answered(whole, causes));
        tell(new Notice.Settled(whole.cSeq().method(), now));
    }

    /// Asks the far end of a flow whether it is still there (RFC 5626 §4.4). Where it does not
    /// answer, [TransactionUser#flowClosed] follows.
    public void keepAlive(Flow flow) {
        emit(new Output.KeepAlive(flow));
    }

    /// Starts a timer.
    public TimerQueue.Timer schedule(Duration delay, Runnable action) {
        return timers.schedule(now, delay.toNanos(), transactions.carried(action));
    }

    /// Asks a question; the answer comes in a later step.
    public void ask(Question question, Consumer<Answer> then) {
        long id = ++lastQuestion;
        questions.put(id, new Asked(transactions, then));
        emit(new Output.Ask(id, question));
    }

    /// Begins something that takes time. What it hands back runs in a later step, for the request
    /// that this step serves.
    ///
    /// @param work called at once; it must return at once, and may hand back from any thread
    public void begin(Consumer<Consumer<Runnable>> work) {
        UnaryOperator<Runnable> carrier = transactions.carrier();
        emit(new Output.Begin(back -> work.accept(action -> back.accept(carrier.apply(action)))));
    }

    /// Reports something worth counting.
    public void tell(Notice notice) {
        emit(new Output.Tell(notice));
    }

    /// The monotonic clock of this step, in nanoseconds.
    public long now() {
        return now;
    }

    /// The wall clock of this step.
    public Instant wallClock() {
        return config.epoch().plusNanos(now);
    }

    /// The source of identifiers.
    public Ids ids() {
        return config.ids();
    }

    /// The lengths of the timers.
    public Timers timers() {
        return config.timers();
    }

    /// Where we are heard.
    public List<ListenPoint> listenPoints() {
        return config.listenPoints();
    }

    /// What to call ourselves towards this destination in Via, Record-Route and Contact, or null
    /// where we have no socket of that transport and address family.
    public @Nullable ListenPoint localFor(Destination to) {
        ListenPoint best = null;
        for (ListenPoint point : config.listenPoints()) {
            if (point.transport() == to.transport()
                    && (best == null || Fitness.of(point, to) > Fitness.of(best, to))) {
                best = point;
            }
        }
        return best == null || Fitness.of(best, to) < 0 ? null : best;
    }

    /// Whether the sent-by of a Via is one that we write, RFC 3261 §18.1.2 and §16.11.
    public boolean wrote(Via via) {
        for (ListenPoint point : config.listenPoints()) {
            if (point.sent(via)) {
                return true;
            }
        }
        return false;
    }

    /// How many transactions are open.
    public int transactionCount() {
        return transactions.size();
    }

    /// How many of them do more than wait for repetitions.
    public int busyTransactions() {
        return transactions.busy();
    }

    /// How many of those are server transactions.
    public int busyServers() {
        return transactions.busyServers();
    }

    /// About how much memory the open transactions take, in bytes.
    public long transactionMemory() {
        return transactions.memory();
    }

    /// How many timers run.
    public int timerCount() {
        return timers.size();
    }

    /// How many questions wait for their answer.
    public int questionCount() {
        return questions.size();
    }

    private void dispatch(Input input) {
        switch (input) {
            case Input.Received(Flow flow, SipRequest request) ->
                    transactions.receive(ViaStamp.stamp(request, flow), flow);
            case Input.Received(Flow flow, SipResponse response) -> received(response, flow);
            case Input.ReceivedMalformed(Flow flow, Malformed malformed) ->
                    MalformedAnswer.give(this, flow, malformed, transactions.boundsAnswers(flow));
            case Input.Unreadable(var remote, Fault fault) -> unreadable(remote, fault);
            case Input.SendFailed(Output.Send send, String reason) -> sendFailed(send, reason);
            case Input.Carried(SipRequest request, long connection) ->
                    transactions.carried(request, connection);
            case Input.Unreachable(var remote, String reason) ->
                    transactions.unreachable(remote, reason);
            case Input.FlowClosed(Flow flow, String reason) ->
                    transactions.flowClosed(flow, reason);
            case Input.Command(Runnable action) -> action.run();
            case Input.Answered(long question, Answer answer) -> answered(question, answer);
            case Input.TimersDue() -> timersDue();
        }
    }

    private void timersDue() {
        transactions.expire();
        timers.runDue(now);
    }

    private static KeyHash hash(Ids ids) {
        return new KeyHash(ids.secret(), ids.secret());
    }

    /// A response whose topmost Via we did not write is nobody's business here: RFC 3261 §18.1.2.
    private void received(SipResponse response, Flow flow) {
        if (wrote(response.topVia())) {
            transactions.receive(response, flow);
        } else {
            tell(new Notice.Dropped("foreign_response"));
        }
    }

    private void sendFailed(Output.Send send, String reason) {
        if (!outgoing.fellBack(send) && !transactions.sendFailed(send, reason)) {
            tell(new Notice.Dropped("unsendable"));
        }
    }

    private void answered(long question, Answer answer) {
        Asked asked = questions.remove(question);
        if (asked != null) {
            asked.answered(answer);
        }
    }

    /// What began as a response cannot be read.
    void unreadable(InetSocketAddress from, Fault fault) {
        unreadable.add(from, MalformedAnswer.word(fault), now);
    }

    void emit(Output output) {
        if (outputs == null) {
            throw new IllegalStateException("called outside of a step");
        }
        outputs.add(output);
    }

    private static List<Duration> recurring(Timers timers) {
        List<Duration> recurring = new ArrayList<>();
        recurring.add(Timers.TRYING_AFTER);
        recurring.add(timers.nonInviteTrying());
        recurring.add(timers.b());
        recurring.add(timers.t4());
        recurring.add(timers.c());
        Duration interval = timers.t1();
        while (interval.compareTo(timers.b()) < 0) {
            recurring.add(interval);
            interval = interval.multipliedBy(2);
        }
        recurring.add(timers.t2());
        return recurring;
    }

    /// How well a listening point fits a destination; below 0 it does not.
    private static final class Fitness {
        static int of(ListenPoint point, Destination to) {
            InetSocketAddress bound = point.bound();
            InetSocketAddress local = to instanceof Flow flow ? flow.local() : null;
            InetSocketAddress remote = to.remote();
            boolean loopback = remote.getAddress().isLoopbackAddress();
            boolean advertisesLoopback =
                    point.advertisedHost().startsWith("127.")
                            || point.advertisedHost().equals("[::1]")
                            || point.advertisedHost().equals("localhost");
            if (local != null && bound.equals(local)) {
                return loopback == advertisesLoopback ? 4 : 3;
            }
            boolean sameFamily = bound.getAddress().getClass() == remote.getAddress().getClass();
            if (!sameFamily) {
                return -1;
            }
            return loopback == advertisesLoopback ? 2 : 1;
        }
    }

    /// A question that waits for its answer, asked for the request that its step worked for.
    private static final class Asked {
        private final Runnable carried;
        private @Nullable Answer answer;

        Asked(TransactionLayer transactions, Consumer<Answer> then) {
            carried =
                    transactions.carried(
                            () -> {
                                if (answer != null) {
                                    then.accept(answer);
                                }
                            });
        }

        void answered(Answer given) {
            answer = given;
            carried.run();
        }
    }

    private final class Context implements TransactionContext {
        private @Nullable ServerLocator locator;

        @Override
        public Timers timers() {
            return config.timers();
        }

        @Override
        public TimerQueue.Timer schedule(Duration delay, Runnable action) {
            return SipStack.this.schedule(delay, action);
        }

        @Override
        public void send(Destination to, SipMessage message) {
            emit(new Output.Send(to, message));
        }

        @Override
        public void tell(Notice notice) {
            SipStack.this.tell(notice);
        }

        @Override
        public long now() {
            return now;
        }

        @Override
        public void respondStateless(SipRequest request, Flow flow, Reply reply) {
            SipStack.this.respondStateless(request, flow, reply.response(), reply.cause());
        }

        @Override
        public void locateSender(Via via, Flow flow, Consumer<List<Hop>> then) {
            if (locator == null) {
                locator = new ServerLocator(SipStack.this, new ServerHealth());
            }
            locator.locateSender(via, flow, then);
        }

        @Override
        public Tally tally(ClientTransaction transaction, Duration waited) {
            InetSocketAddress peer = transaction.destination().remote();
            int nonsense = unreadable.count(peer, now - waited.toNanos());
            return new Tally(
                    transaction.timesSent(),
                    transaction.replies(),
                    transaction.last(),
                    nonsense,
                    nonsense == 0 ? null : unreadable.fault(peer));
        }

        @Override
        public String tag() {
            return config.ids().tag();
        }
    }
}
