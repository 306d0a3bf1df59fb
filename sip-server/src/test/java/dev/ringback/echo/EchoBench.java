package dev.ringback.echo;

import dev.ringback.admission.Domains;
import dev.ringback.admission.HostPort;
import dev.ringback.cause.Cause;
import dev.ringback.fixture.Requests;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Ids;
import dev.ringback.stack.Input;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Notice;
import dev.ringback.stack.Output;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.StackConfig;
import dev.ringback.stack.TransactionUser;
import dev.ringback.stack.Transport;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.transaction.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An echo on a real stack, with a clock in the hands of the test.
final class EchoBench implements TransactionUser {
    private final SipStack stack;
    private final EchoAgent echo;
    private final List<SipMessage> sent = new ArrayList<>();
    private final List<Output.Send> sends = new ArrayList<>();
    private final List<Notice.Answered> answers = new ArrayList<>();
    private final List<Runnable> posted = new ArrayList<>();
    private long now;
    private boolean taken;

    EchoBench(EchoSettings settings) {
        this(new EchoService(settings));
    }

    EchoBench(EchoService service) {
        List<ListenPoint> points =
                List.of(
                        new ListenPoint(Transport.UDP, Requests.address(5060), "127.0.0.1", 5060),
                        new ListenPoint(Transport.TCP, Requests.address(5060), "127.0.0.1", 5060));
        stack =
                new SipStack(
                        new StackConfig(Timers.defaults(), points, new Counter(), Instant.EPOCH),
                        this);
        List<HostPort> addresses = List.of(new HostPort("127.0.0.1", 5060));
        echo = new EchoAgent(stack, new Domains(List.of(), addresses), service);
    }

    /// Gives a request to the stack, and the echo's answers to the test.
    List<SipMessage> receive(SipRequest request, Flow flow) {
        return step(new Input.Received(flow, request));
    }

    /// The one answer to a request over UDP.
    SipResponse ask(SipRequest request) {
        List<SipMessage> answers = receive(request, Requests.flow(Transport.UDP, 5070));
        if (answers.size() == 1 && answers.getFirst() instanceof SipResponse response) {
            return response;
        }
        throw new AssertionError("Not one response: " + answers);
    }

    /// Does what other threads have asked for.
    List<SipMessage> settle() {
        List<SipMessage> all = new ArrayList<>();
        while (!posted.isEmpty()) {
            all.addAll(step(new Input.Command(posted.removeFirst())));
        }
        return all;
    }

    /// Lets time pass, timer by timer.
    List<SipMessage> pass(Duration duration) {
        long end = now + duration.toNanos();
        List<SipMessage> all = new ArrayList<>();
        while (stack.nextDeadline() <= end) {
            now = Math.max(now, stack.nextDeadline());
            all.addAll(step(new Input.TimersDue()));
        }
        now = end;
        return all;
    }

    /// Everything sent so far, with where to.
    List<Output.Send> sends() {
        return sends;
    }

    /// Whether the echo took the last request.
    boolean taken() {
        return taken;
    }

    EchoAgent echo() {
        return echo;
    }

    SipStack stack() {
        return stack;
    }

    private List<SipMessage> step(Input input) {
        sent.clear();
        stack.handle(input, now, this::output);
        return List.copyOf(sent);
    }

    private void output(Output output) {
        if (output instanceof Output.Send send) {
            sent.add(send.message());
            sends.add(send);
        } else if (output instanceof Output.Begin(var work)) {
            work.accept(posted::add);
        } else if (output instanceof Output.Tell(Notice.Answered answered)) {
            answers.add(answered);
        }
    }

    /// What decided a response; null where nobody said.
    @Nullable Cause cause(SipResponse response) {
        for (Notice.Answered answered : answers) {
            if (answered.response().equals(response)) {
                return answered.cause();
            }
        }
        return null;
    }

    @Override
    public void request(ServerTransaction transaction) {
        taken = echo.request(transaction);
    }

    @Override
    public void ack(SipRequest ack, Flow flow) {
        taken = echo.ack(ack);
    }

    @Override
    public void response(SipResponse response, Flow flow) {}

    private static final class Counter implements Ids {
        private int count;

        @Override
        public String branch() {
            return "z9hG4bK-echo-" + ++count;
        }

        @Override
        public String tag() {
            return "tag-" + ++count;
        }

        @Override
        public String callId() {
            return "id-" + ++count;
        }
    }
}
