package dev.ringback.proxy;

import dev.ringback.admission.Domains;
import dev.ringback.admission.HostPort;
import dev.ringback.cause.Cause;
import dev.ringback.cause.CauseGraph;
import dev.ringback.cause.Reply;
import dev.ringback.header.HeaderName;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Input;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Notice;
import dev.ringback.stack.Output;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.StackConfig;
import dev.ringback.stack.TransactionUser;
import dev.ringback.stack.Transport;
import dev.ringback.testkit.SeededIds;
import dev.ringback.testkit.SimRandom;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.transaction.Timers;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The proxy alone: every request that passes its checks goes to the targets that the test set.
final class ProxyBench implements TransactionUser {
    static final String HERE = "192.0.2.1";
    static final String HERE6 = "2001:db8::1";

    final List<Output.Send> sends = new ArrayList<>();
    final List<Output.Ask> asked = new ArrayList<>();
    final List<Notice> notices = new ArrayList<>();
    final SipStack stack;
    TargetSet targets = TargetSet.none();
    Fallback fallback = Fallback.NONE;
    @Nullable AddressOfRecord sender;
    @Nullable Forwarding forwarding;
    private final Domains domains =
            new Domains(
                    List.of("example.com"),
                    List.of(new HostPort(HERE, 5060), new HostPort(HERE6, 5060)));
    private final ProxyCore proxy;
    private long now;
    private int refused;

    ProxyBench() {
        this(ProxySettings.defaults(), Timers.defaults());
    }

    ProxyBench(ProxySettings settings, Timers timers) {
        this(settings, timers, 0);
    }

    /// @param life makes the secret that signs
    ProxyBench(ProxySettings settings, Timers timers, int life) {
        byte[] secret = new byte[32];
        secret[0] = (byte) life;
        List<ListenPoint> points =
                List.of(
                        point(Transport.UDP, HERE),
                        point(Transport.TCP, HERE),
                        point(Transport.UDP, HERE6));
        var ids = new SeededIds(new SimRandom(1));
        stack = new SipStack(new StackConfig(timers, points, ids, Instant.EPOCH), this);
        proxy =
                new ProxyCore(
                        stack,
                        domains,
                        new SecretKeySpec(secret, "HmacSHA256"),
                        settings,
                        new ProxyCore.Bounds(this::reach));
    }

    /// As the server does: strangers reach our users, our users everybody.
    private List<Target> reach(ProxyRequest request, Uri uri) {
        boolean may = request.sender() != null || domains.serves(uri);
        return may ? List.of(Target.of(uri)) : List.of();
    }

    private static ListenPoint point(Transport transport, String host) {
        String advertised = host.indexOf(':') < 0 ? host : '[' + host + ']';
        return new ListenPoint(transport, address(host, 5060), advertised, 5060);
    }

    static InetSocketAddress address(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }

    static Flow udp(String host) {
        String here = host.indexOf(':') < 0 ? HERE : HERE6;
        return new Flow(Transport.UDP, address(here, 5060), address(host, 5060), 0);
    }

    static Flow tcp(String host) {
        return new Flow(Transport.TCP, address(HERE, 5060), address(host, 40000), 7);
    }

    static Target target(String uri, int q) {
        return new Target(Objects.requireNonNull(Uri.parse(uri)), q, null, List.of());
    }

    static Target target(String uri) {
        return target(uri, Target.MOST_PREFERRED);
    }

    /// Forwards to these, all at once.
    ProxyBench to(String... uris) {
        targets = TargetSet.parallel(List.of(uris).stream().map(ProxyBench::target).toList());
        return this;
    }

    /// Forwards to these, one after the other.
    ProxyBench inTurn(String... uris) {
        targets = TargetSet.sequence(List.of(uris).stream().map(ProxyBench::target).toList());
        return this;
    }

    @Override
    public void request(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        ProxyCore.Routed routed = proxy.resolveRoute(request, transaction.flow());
        Reply refusal = proxy.check(request, routed);
        if (refusal != null) {
            transaction.respond(refusal);
            return;
        }
        TargetSet where = targets.isEmpty() ? TargetSet.of(routed.target()) : targets;
        forwarding =
                proxy.forward(
                        transaction,
                        new ProxyRequest(
                                routed.message(), transaction.flow(), sender, routed.grant()),
                        where,
                        fallback);
    }

    @Override
    public void ack(SipRequest ack, Flow flow) {
        ProxyCore.Routed routed = proxy.resolveRoute(ack, flow);
        proxy.forwardAck(routed.message(), flow, routed.target());
    }

    @Override
    public void response(SipResponse response, Flow flow) {}

    /// A request of a stranger at 192.0.2.10.
    static String text(String method, String uri, String... more) {
        StringBuilder text = new StringBuilder();
        text.append(method).append(' ').append(uri).append(" SIP/2.0\r\n");
        text.append("Via: SIP/2.0/UDP 192.0.2.10;branch=z9hG4bKcaller\r\n");
        text.append("From: <sip:carol@far.example>;tag=c1\r\n");
        text.append("To: <sip:bob@example.com>\r\n");
        text.append("Call-ID: call-1\r\nCSeq: 1 ").append(method).append("\r\n");
        text.append("Max-Forwards: 70\r\nContact: <sip:carol@192.0.2.10>\r\n");
        for (String line : more) {
            text.append(line).append("\r\n");
        }
        return text.append("Content-Length: 0\r\n\r\n").toString();
    }

    List<SipRequest> invite(String... more) {
        receive(udp("192.0.2.10"), text("INVITE", "sip:bob@example.com", more));
        return forwarded("INVITE");
    }

    void receive(Flow flow, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Parsed parsed = (Parsed) new MessageParser(ParseLimits.defaults()).parse(bytes);
        handle(new Input.Received(flow, parsed.message()));
    }

    /// A callee's answer to the request that was sent to it.
    void answer(SipRequest request, int status, String... more) {
        SipResponse.Builder builder = SipResponse.replyTo(request, status);
        if (status > 100) {
            builder.toTag("t" + status);
        }
        if (status >= 200 && status < 300) {
            builder.set(HeaderName.CONTACT, "<sip:bob@192.0.2.20>");
        }
        for (String line : more) {
            int colon = line.indexOf(':');
            builder.add(HeaderName.of(line.substring(0, colon)), line.substring(colon + 1));
        }
        receive(udp("192.0.2.20"), new String(builder.build().toBytes(), StandardCharsets.UTF_8));
    }

    /// The request could not be sent.
    void fails(SipRequest request) {
        Output.Send dead =
                sends.stream()
                        .filter(send -> send.message().equals(request))
                        .findFirst()
                        .orElseThrow();
        handle(new Input.SendFailed(dead, "refused"));
    }

    void handle(Input input) {
        stack.handle(
                input,
                now,
                output -> {
                    switch (output) {
                        case Output.Send send -> sends.add(send);
                        case Output.Tell(Notice notice) -> notices.add(notice);
                        case Output.Ask ask -> asked.add(ask);
                        case Output.Close _, Output.KeepAlive _ -> {}
                        case Output.Begin _ -> {}
                    }
                });
    }

    void pass(Duration time) {
        long until = now + time.toNanos();
        while (stack.nextDeadline() <= until) {
            now = Math.max(now, stack.nextDeadline());
            handle(new Input.TimersDue());
        }
        now = until;
    }

    /// The requests of a method that were sent, each branch once.
    List<SipRequest> forwarded(String method) {
        Map<String, SipRequest> byBranch = new LinkedHashMap<>();
        for (Output.Send send : sends) {
            if (send.message() instanceof SipRequest request
                    && request.method().name().equals(method)) {
                byBranch.putIfAbsent(String.valueOf(request.topVia().branch()), request);
            }
        }
        return List.copyOf(byBranch.values());
    }

    List<SipResponse> responses() {
        List<SipResponse> responses = new ArrayList<>();
        for (Output.Send send : sends) {
            if (send.message() instanceof SipResponse response) {
                responses.add(response);
            }
        }
        return responses;
    }

    List<Integer> statuses() {
        return responses().stream().map(SipResponse::status).toList();
    }

    SipResponse last() {
        return responses().getLast();
    }

    /// What decided the last final response.
    Cause cause() {
        return causes().decisive();
    }

    /// All that led to the last final response.
    CauseGraph causes() {
        CauseGraph last = null;
        for (Notice notice : notices) {
            last = notice instanceof Notice.Answered answered ? answered.causes() : last;
        }
        return Objects.requireNonNull(last);
    }

    /// All that led to the one request that was left without an answer.
    CauseGraph leftUnanswered() {
        List<CauseGraph> left = new ArrayList<>();
        for (Notice notice : notices) {
            if (notice instanceof Notice.LeftUnanswered(var _, CauseGraph causes)) {
                left.add(causes);
            }
        }
        if (left.size() != 1) {
            throw new AssertionError(left);
        }
        return left.getFirst();
    }

    /// Nothing that was sent last reaches the caller, by whatever way it is tried.
    void refuseResponses() {
        for (int i = refused; i < sends.size(); i++) {
            if (sends.get(i).message() instanceof SipResponse) {
                handle(new Input.SendFailed(sends.get(i), "connection closed"));
            }
        }
        refused = sends.size();
    }

    static String hostOf(SipRequest copy) {
        return ((SipUri) copy.requestUri()).host();
    }
}
