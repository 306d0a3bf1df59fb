package dev.ringback.flow;

import dev.ringback.core.CoreBench;
import dev.ringback.header.HeaderName;
import dev.ringback.header.address.Contact;
import dev.ringback.header.route.RecordRoute;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Output;
import dev.ringback.stack.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/// A client at the end of a flow of a [CoreBench]: writes the messages of one call as a browser or
/// a phone behind a NAT does, with the route that it learnt.
public final class FlowPhone {
    private final CoreBench bench;
    public final String user;
    private final String sentBy;
    public final String contact;
    public final Flow flow;
    private int sequence;
    private String remote = "";
    private String callId;
    private List<String> routes = List.of();
    private String far = "";

    public FlowPhone(CoreBench bench, String user, String sentBy, String contact, Flow flow) {
        this.bench = bench;
        this.user = user;
        this.sentBy = sentBy;
        this.contact = contact;
        this.flow = flow;
        this.callId = "call-of-" + user;
    }

    /// As JsSIP does it.
    public static FlowPhone browser(CoreBench bench, String user, int number) {
        String host = user + "x7k.invalid";
        return new FlowPhone(
                bench, user, host, "sip:" + user + "7@" + host + ";transport=ws", ws(number));
    }

    /// This phone, with the call that it is in, on another flow or at a server that was started
    /// anew.
    public FlowPhone on(CoreBench other, Flow newer) {
        FlowPhone moved = new FlowPhone(other, user, sentBy, contact, newer);
        moved.sequence = sequence + 100;
        moved.remote = remote;
        moved.callId = callId;
        moved.routes = routes;
        moved.far = far;
        return moved;
    }

    public static Flow ws(int number) {
        return new Flow(
                Transport.WS,
                CoreBench.WEB_SOCKETS,
                new InetSocketAddress(InetAddress.ofLiteral("198.51.100.7"), 40_000 + number),
                number);
    }

    public void register(String... parameters) {
        send(
                "REGISTER",
                "sip:example.com",
                "From: " + own() + ";tag=r",
                "To: " + own(),
                "Call-ID: reg-" + user + flow.connection(),
                "Supported: path, gruu, outbound",
                "Contact: <" + contact + ">" + String.join("", parameters));
    }

    public void invite(String uri) {
        far = uri;
        send("INVITE", uri, "From: " + own() + ";tag=" + user, "To: <" + uri + ">", call(), mine());
    }

    /// A request in the call, to the far end's contact along the route.
    public void inDialog(String method) {
        List<String> lines = new ArrayList<>(List.of(far()));
        lines.add(call());
        lines.add(mine());
        routes.forEach(route -> lines.add("Route: " + route));
        send(method, remote, lines.toArray(String[]::new));
    }

    private String far() {
        return "From: " + own() + ";tag=" + user + "\r\nTo: <" + far + ">;tag=" + farTag();
    }

    private String farTag() {
        return far.substring(4, far.indexOf('@'));
    }

    /// Answers a request that came here, and learns the dialog from it where it sets one up.
    public void answer(SipRequest request, int status) {
        SipResponse.Builder response = SipResponse.replyTo(request, status);
        if (status > 100 && request.to().tag() == null) {
            response.toTag(user);
        }
        if (status < 300) {
            response.set(HeaderName.CONTACT, "<" + contact + ">");
            response.copy(HeaderName.RECORD_ROUTE, request);
        }
        if (request.to().tag() == null) {
            callId = request.callId();
            far = request.from().uri().toString();
            learn(request, false);
        }
        bench.receive(flow, new String(response.build().toBytes(), StandardCharsets.UTF_8));
    }

    /// Learns the dialog from the answer to our INVITE.
    public void accepted(SipResponse response) {
        learn(response, true);
    }

    private void learn(SipMessage message, boolean reversed) {
        Contact learntContact = Objects.requireNonNull(message.read(Contact.FIELD).first());
        remote = Objects.requireNonNull(learntContact.uri()).toString();
        List<String> learnt = new ArrayList<>();
        message.read(RecordRoute.FIELD).values().forEach(r -> learnt.add(r.toString()));
        if (reversed) {
            Collections.reverse(learnt);
        }
        routes = learnt;
    }

    private String own() {
        return "<sip:" + user + "@example.com>";
    }

    private String call() {
        return "Call-ID: " + callId;
    }

    private String mine() {
        return "Contact: <" + contact + ">";
    }

    private void send(String method, String uri, String... lines) {
        sequence++;
        String transport = flow.transport().name();
        String text =
                method
                        + " "
                        + uri
                        + " SIP/2.0\r\nVia: SIP/2.0/"
                        + transport
                        + " "
                        + sentBy
                        + ";rport;branch=z9hG4bK"
                        + user
                        + sequence
                        + "\r\nMax-Forwards: 70\r\nCSeq: "
                        + sequence
                        + " "
                        + method
                        + "\r\n"
                        + String.join("\r\n", lines)
                        + "\r\nContent-Length: 0\r\n\r\n";
        bench.receive(flow, text);
    }

    /// The last request of a method that came here.
    public SipRequest got(String method) {
        SipRequest last = null;
        for (Output.Send send : bench.sends) {
            if (send.to().equals(flow)
                    && send.message() instanceof SipRequest request
                    && request.method().name().equals(method)) {
                last = request;
            }
        }
        return Objects.requireNonNull(last, "no " + method + " came to " + user);
    }

    /// The last response that came here.
    public SipResponse heard() {
        SipResponse last = null;
        for (Output.Send send : bench.sends) {
            last =
                    send.to().equals(flow) && send.message() instanceof SipResponse response
                            ? response
                            : last;
        }
        return Objects.requireNonNull(last, "nothing came to " + user);
    }

    public void setRoutes(List<String> other) {
        routes = other;
    }

    public List<String> routes() {
        return routes;
    }
}
