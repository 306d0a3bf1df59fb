package dev.ringback.useragent;

import dev.ringback.cause.Cause;
import dev.ringback.dialog.Dialog;
import dev.ringback.locate.ServerHealth;
import dev.ringback.locate.ServerLocator;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import dev.ringback.stack.CountedIds;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Input;
import dev.ringback.stack.LateUser;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Notice;
import dev.ringback.stack.Output;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.StackConfig;
import dev.ringback.stack.Transport;
import dev.ringback.transaction.Timers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A core on a stack to which requests come as text.
final class CoreBench {
    static final Cause DECIDED = new Cause.Decided("the test");
    private static final InetSocketAddress LOCAL =
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 5060);
    private static final InetSocketAddress PEER =
            new InetSocketAddress(InetAddress.ofLiteral("192.0.2.9"), 7777);
    private static final Flow UDP = new Flow(Transport.UDP, LOCAL, PEER, 0);

    final List<SipResponse> sent = new ArrayList<>();
    final List<Notice> notices = new ArrayList<>();
    final UserAgentCore core;
    private final SipStack stack;
    private int branches;

    CoreBench() {
        this(Transport.UDP);
    }

    /// A core that listens on one transport; requests come by UDP all the same.
    CoreBench(Transport transport) {
        LateUser late = new LateUser();
        stack =
                new SipStack(
                        new StackConfig(
                                Timers.defaults(),
                                List.of(new ListenPoint(transport, LOCAL, "127.0.0.1", 5060)),
                                new CountedIds(),
                                Instant.EPOCH),
                        late);
        core = new UserAgentCore(stack, new ServerLocator(stack, new ServerHealth()));
        late.become(core);
    }

    /// Lets a request come in, on a branch of its own.
    ///
    /// @param uri the Request-URI
    /// @param lines all header lines but Via and Max-Forwards
    SipRequest receive(String method, String uri, String... lines) {
        SipRequest request = request(method, uri, lines);
        handle(new Input.Received(UDP, request));
        return request;
    }

    SipRequest request(String method, String uri, String... lines) {
        String text =
                method
                        + " "
                        + uri
                        + " SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.9:7777;branch=z9hG4bK"
                        + ++branches
                        + "\r\nMax-Forwards: 70\r\nContact: <sip:alice@192.0.2.9>\r\n"
                        + String.join("\r\n", lines)
                        + "\r\nContent-Length: 0\r\n\r\n";
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return (SipRequest)
                ((Parsed) new MessageParser(ParseLimits.defaults()).parse(bytes)).message();
    }

    /// The lines of a request outside of dialogs.
    static String[] outside(String method, long number) {
        return new String[] {
            "From: <sip:alice@example.com>;tag=a1",
            "To: <sip:bob@example.com>",
            "Call-ID: c" + number,
            "CSeq: " + number + " " + method
        };
    }

    /// The lines of a request in the dialog of [#dialog].
    static String[] inside(String method, long number) {
        return new String[] {
            "From: <sip:alice@example.com>;tag=a1",
            "To: <sip:bob@example.com>;tag=b1",
            "Call-ID: c7",
            "CSeq: " + number + " " + method
        };
    }

    /// A confirmed dialog, formed by an INVITE with the number 7.
    Dialog dialog() {
        SipRequest invite = request("INVITE", "sip:bob@example.com", outside("INVITE", 7));
        SipResponse ok =
                SipResponse.replyTo(invite, 200)
                        .toTag("b1")
                        .set(dev.ringback.header.HeaderName.CONTACT, "<sip:bob@127.0.0.1>")
                        .build();
        return Dialog.ofCallee(invite, ok);
    }

    int status() {
        return sent.getLast().status();
    }

    private void handle(Input input) {
        stack.handle(input, 0, this::output);
    }

    private void output(Output output) {
        if (output instanceof Output.Send send && send.message() instanceof SipResponse response) {
            sent.add(response);
        } else if (output instanceof Output.Tell(Notice notice)) {
            notices.add(notice);
        }
    }
}
