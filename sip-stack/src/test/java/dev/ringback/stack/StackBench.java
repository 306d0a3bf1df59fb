package dev.ringback.stack;

import dev.ringback.header.HeaderName;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.parse.Malformed;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import dev.ringback.transaction.ClientFailure;
import dev.ringback.transaction.ClientTransaction;
import dev.ringback.transaction.ClientTransactionUser;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.transaction.ServerTransactionUser;
import dev.ringback.transaction.Timers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A stack on a bench: a core that records, a clock that is moved by hand, outputs in a list.
final class StackBench implements TransactionUser, ServerTransactionUser, ClientTransactionUser {
    static final InetSocketAddress LOCAL =
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 5060);
    static final InetSocketAddress PEER =
            new InetSocketAddress(InetAddress.ofLiteral("192.0.2.9"), 7777);
    static final Flow UDP = new Flow(Transport.UDP, LOCAL, PEER, 0);
    static final Flow TCP = new Flow(Transport.TCP, LOCAL, PEER, 7);

    final SipStack stack;
    final List<Output> outputs = new ArrayList<>();
    final List<ServerTransaction> requests = new ArrayList<>();
    final List<SipRequest> acks = new ArrayList<>();
    final List<SipResponse> strays = new ArrayList<>();
    final List<SipResponse> responses = new ArrayList<>();
    final List<ClientFailure> failures = new ArrayList<>();
    final List<ClientTransaction> lost = new ArrayList<>();
    final List<Flow> closed = new ArrayList<>();
    final List<String> told = new ArrayList<>();
    Consumer<ServerTransaction> onRequest = _ -> {};

    /// Whether transactions stay whole while they wait.
    boolean hearsEnd = true;

    private final MessageParser parser = new MessageParser(ParseLimits.defaults());
    private long now;

    StackBench() {
        this(Transport.UDP, Transport.TCP);
    }

    StackBench(Transport... transports) {
        List<ListenPoint> points = new ArrayList<>();
        for (Transport transport : transports) {
            points.add(new ListenPoint(transport, LOCAL, "127.0.0.1", 5060));
        }
        stack =
                new SipStack(
                        new StackConfig(Timers.defaults(), points, new CountedIds(), Instant.EPOCH),
                        this);
    }

    static SipRequest request(String method, String branch, String... more) {
        return (SipRequest) parse(text(method, branch, more));
    }

    /// The request with our own sent-by in its Via.
    static SipRequest ours(SipRequest request, Destination to) {
        var point = new ListenPoint(to.transport(), LOCAL, "127.0.0.1", 5060);
        String via = point.via(String.valueOf(request.topVia().branch())).toString();
        return request.edit().replaceFirst(HeaderName.VIA, via).build();
    }

    static String text(String method, String branch, String... more) {
        StringBuilder text = new StringBuilder();
        text.append(method).append(" sip:bob@example.com SIP/2.0\r\n");
        text.append("Via: SIP/2.0/UDP 192.0.2.9:5080").append(branch).append("\r\n");
        text.append("From: <sip:alice@example.com>;tag=a1\r\n");
        text.append("To: <sip:bob@example.com>\r\n");
        text.append("Call-ID: c1\r\nCSeq: 7 ").append(method).append("\r\n");
        text.append("Max-Forwards: 70\r\n");
        for (String line : more) {
            text.append(line).append("\r\n");
        }
        return text.append("Content-Length: 0\r\n\r\n").toString();
    }

    static SipMessage parse(String text) {
        return ((Parsed)
                        new MessageParser(ParseLimits.defaults())
                                .parse(text.getBytes(StandardCharsets.ISO_8859_1)))
                .message();
    }

    void receive(Flow flow, String text) {
        switch (parser.parse(text.getBytes(StandardCharsets.ISO_8859_1))) {
            case Parsed(SipMessage message) -> handle(new Input.Received(flow, message));
            case Malformed malformed -> handle(new Input.ReceivedMalformed(flow, malformed));
        }
    }

    void receive(Flow flow, SipMessage message) {
        handle(new Input.Received(flow, message));
    }

    void handle(Input input) {
        stack.handle(input, now, outputs::add);
    }

    void run(Runnable action) {
        handle(new Input.Command(action));
    }

    /// Lets time pass, firing each timer at its own moment.
    void pass(Duration time) {
        long until = now + time.toNanos();
        while (stack.nextDeadline() <= until) {
            now = Math.max(now, stack.nextDeadline());
            handle(new Input.TimersDue());
        }
        now = until;
    }

    List<Output.Send> sends() {
        List<Output.Send> sends = new ArrayList<>();
        for (Output output : outputs) {
            if (output instanceof Output.Send send) {
                sends.add(send);
            }
        }
        return sends;
    }

    List<Integer> sentStatuses() {
        List<Integer> statuses = new ArrayList<>();
        for (Output.Send send : sends()) {
            if (send.message() instanceof SipResponse response) {
                statuses.add(response.status());
            }
        }
        return statuses;
    }

    List<String> sentMethods() {
        List<String> methods = new ArrayList<>();
        for (Output.Send send : sends()) {
            if (send.message() instanceof SipRequest request) {
                methods.add(request.method().name());
            }
        }
        return methods;
    }

    List<Notice> notices() {
        List<Notice> notices = new ArrayList<>();
        for (Output output : outputs) {
            if (output instanceof Output.Tell(Notice notice)) {
                notices.add(notice);
            }
        }
        return notices;
    }

    SipResponse reply(SipRequest request, int status) {
        SipResponse.Builder reply = SipResponse.replyTo(request, status).toTag("b1");
        return status < 300 ? reply.set(HeaderName.CONTACT, "<sip:b@h>").build() : reply.build();
    }

    @Override
    public void request(ServerTransaction transaction) {
        transaction.attach(this);
        requests.add(transaction);
        onRequest.accept(transaction);
    }

    @Override
    public boolean hearsEnd() {
        return hearsEnd;
    }

    @Override
    public void ack(SipRequest ack, Flow flow) {
        acks.add(ack);
    }

    @Override
    public void response(SipResponse response, Flow flow) {
        strays.add(response);
    }

    @Override
    public void flowClosed(Flow flow, String reason) {
        closed.add(flow);
    }

    @Override
    public void flowClosed(ClientTransaction transaction, Flow flow) {
        lost.add(transaction);
    }

    @Override
    public void flowClosed() {
        told.add("flow closed");
    }

    @Override
    public void cancelled(SipRequest cancel) {
        told.add("cancelled");
    }

    @Override
    public void acknowledged(SipRequest ack) {
        told.add("acknowledged");
    }

    @Override
    public void failed(Failure failure) {
        told.add("failed: " + failure);
    }

    @Override
    public void terminated() {
        told.add("terminated");
    }

    @Override
    public void response(ClientTransaction transaction, SipResponse response) {
        responses.add(response);
    }

    @Override
    public void failed(ClientTransaction transaction, ClientFailure failure) {
        failures.add(failure);
    }
}
