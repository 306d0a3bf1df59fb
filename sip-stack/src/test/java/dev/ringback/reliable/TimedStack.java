package dev.ringback.reliable;

import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import dev.ringback.stack.CountedIds;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Input;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Output;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.StackConfig;
import dev.ringback.stack.TransactionUser;
import dev.ringback.stack.Transport;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.transaction.Timers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A stack whose clock is moved by hand, for the parts of a session.
public final class TimedStack implements TransactionUser {
    private static final InetSocketAddress LOCAL =
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 5060);
    private static final InetSocketAddress PEER =
            new InetSocketAddress(InetAddress.ofLiteral("192.0.2.9"), 7777);
    private static final Flow UDP = new Flow(Transport.UDP, LOCAL, PEER, 0);

    private final List<SipResponse> sent = new ArrayList<>();
    private final List<ServerTransaction> requests = new ArrayList<>();
    private final SipStack stack =
            new SipStack(
                    new StackConfig(
                            Timers.defaults(),
                            List.of(new ListenPoint(Transport.UDP, LOCAL, "127.0.0.1", 5060)),
                            new CountedIds(),
                            Instant.EPOCH),
                    this);
    private long now;

    /// A stack at the beginning of its time.
    public TimedStack() {}

    public static SipRequest request(String method, String... more) {
        String text =
                method
                        + " sip:bob@example.com SIP/2.0\r\n"
                        + "Via: SIP/2.0/UDP 192.0.2.9:5080;branch=z9hG4bK"
                        + method
                        + "\r\nFrom: <sip:alice@example.com>;tag=a1\r\n"
                        + "To: <sip:bob@example.com>\r\nCall-ID: c1\r\nMax-Forwards: 70\r\n"
                        + "Contact: <sip:alice@192.0.2.9>\r\nCSeq: 7 "
                        + method
                        + "\r\n";
        return (SipRequest) read(text, more);
    }

    public static SipResponse response(int status, String... more) {
        String text =
                "SIP/2.0 "
                        + status
                        + " Some\r\nVia: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bKx\r\n"
                        + "From: <sip:alice@example.com>;tag=a1\r\n"
                        + "To: <sip:bob@example.com>;tag=b1\r\nCall-ID: c1\r\nCSeq: 7 INVITE\r\n"
                        + "Contact: <sip:bob@192.0.2.9>\r\n";
        return (SipResponse) read(text, more);
    }

    private static SipMessage read(String text, String... more) {
        String lines = String.join("\r\n", more);
        String whole =
                text + lines + (more.length == 0 ? "" : "\r\n") + "Content-Length: 0\r\n\r\n";
        byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
        return ((Parsed) new MessageParser(ParseLimits.defaults()).parse(bytes)).message();
    }

    public SipStack stack() {
        return stack;
    }

    /// The responses that were sent, in their order.
    public List<SipResponse> sent() {
        return sent;
    }

    /// Lets a request come in, and gives its transaction.
    public ServerTransaction receive(SipRequest request) {
        handle(new Input.Received(UDP, request));
        return requests.getLast();
    }

    public void run(Runnable action) {
        handle(new Input.Command(action));
    }

    public void pass(Duration time) {
        long until = now + time.toNanos();
        while (stack.nextDeadline() <= until) {
            now = Math.max(now, stack.nextDeadline());
            handle(new Input.TimersDue());
        }
        now = until;
    }

    private void handle(Input input) {
        stack.handle(
                input,
                now,
                output -> {
                    if (output instanceof Output.Send send
                            && send.message() instanceof SipResponse response) {
                        sent.add(response);
                    }
                });
    }

    @Override
    public void request(ServerTransaction transaction) {
        requests.add(transaction);
    }

    @Override
    public void ack(SipRequest ack, Flow flow) {}

    @Override
    public void response(SipResponse response, Flow flow) {}
}
