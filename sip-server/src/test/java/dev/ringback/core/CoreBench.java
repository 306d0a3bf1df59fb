package dev.ringback.core;

import dev.ringback.admission.Admission;
import dev.ringback.admission.AdmissionPolicy;
import dev.ringback.admission.Domains;
import dev.ringback.admission.HostPort;
import dev.ringback.auth.DigestAlgorithm;
import dev.ringback.auth.DigestServer;
import dev.ringback.auth.NonceCounts;
import dev.ringback.auth.NonceFactory;
import dev.ringback.cause.Cause;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Parameters;
import dev.ringback.identity.Border;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.LocationService;
import dev.ringback.location.MemoryLocation;
import dev.ringback.location.Registration;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import dev.ringback.routing.Router;
import dev.ringback.routing.Routing;
import dev.ringback.stack.Backlog;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Ids;
import dev.ringback.stack.Input;
import dev.ringback.stack.LateUser;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Notice;
import dev.ringback.stack.Output;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.StackConfig;
import dev.ringback.stack.Transport;
import dev.ringback.stir.Stir;
import dev.ringback.subscribers.MemorySubscribers;
import dev.ringback.subscribers.Subscriber;
import dev.ringback.testkit.SeededIds;
import dev.ringback.testkit.SimRandom;
import dev.ringback.transaction.Timers;
import dev.ringback.uri.Uri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import javax.crypto.spec.SecretKeySpec;

/// A server without sockets: one stack and its core for the domain example.com, a clock that is
/// moved by hand, what it sends in a list.
public final class CoreBench {
    public static final InetSocketAddress SERVER =
            new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 5060);
    public static final InetSocketAddress WEB_SOCKETS =
            new InetSocketAddress(SERVER.getAddress(), 8080);
    public static final Flow CALLER = udp("192.0.2.10", 5060);

    private static final List<ListenPoint> PLAIN =
            List.of(
                    point(Transport.UDP, SERVER),
                    point(Transport.TCP, SERVER),
                    point(Transport.WS, WEB_SOCKETS));

    final LocationService location;
    public final List<Output.Send> sends = new ArrayList<>();
    final List<Notice> notices = new ArrayList<>();
    final List<Output.Ask> asked = new ArrayList<>();

    /// What stores handed back, to be run when the test likes.
    final List<Runnable> later = new ArrayList<>();

    final SipStack stack;
    private final LateUser core = new LateUser();
    private long now;

    public CoreBench() {
        this(ServerSettings.defaults());
    }

    CoreBench(ServerSettings settings) {
        this(settings, Admission::open);
    }

    CoreBench(Mode mode, Function<Domains, Admission> admission) {
        this(settings(mode), admission);
    }

    private static ServerSettings settings(Mode mode) {
        ServerSettings usual = ServerSettings.defaults();
        return new ServerSettings(
                mode,
                usual.directory(),
                usual.registrar(),
                usual.echo(),
                usual.proxy(),
                usual.load());
    }

    CoreBench(ServerSettings settings, Function<Domains, Admission> admission) {
        this(
                settings,
                admission.andThen(Trust::new),
                Backlog.NONE,
                new MemoryLocation(),
                Router.NONE);
    }

    /// One with a border; its users are alice and bob, with the password secret.
    CoreBench(ServerSettings settings, Border border, Stir stir) {
        this(
                settings,
                domains -> new Trust(admission(domains), border, stir),
                Backlog.NONE,
                new MemoryLocation(),
                Router.NONE);
    }

    /// One whose bindings are kept there.
    public CoreBench(LocationService location) {
        this(ServerSettings.defaults().load(), Backlog.NONE, location);
    }

    CoreBench(LoadSettings load, Backlog backlog, LocationService location) {
        this(ServerSettings.defaults().with(load), backlog, location);
    }

    CoreBench(ServerSettings settings, LocationService location) {
        this(settings, Backlog.NONE, location);
    }

    private CoreBench(ServerSettings settings, Backlog backlog, LocationService location) {
        this(
                settings,
                domains -> new Trust(Admission.open(domains)),
                backlog,
                location,
                Router.NONE);
    }

    /// One that listens for TLS and WSS, too.
    public static CoreBench secure(ServerSettings settings) {
        List<ListenPoint> points = new ArrayList<>(PLAIN);
        InetAddress here = SERVER.getAddress();
        points.add(point(Transport.TLS, new InetSocketAddress(here, 5061)));
        points.add(point(Transport.WSS, new InetSocketAddress(here, 8443)));
        return new CoreBench(
                settings,
                domains -> new Trust(Admission.open(domains)),
                Backlog.NONE,
                new MemoryLocation(),
                Router.NONE,
                points);
    }

    /// One with routing; its users are alice and bob, with the password secret.
    CoreBench(Router router) {
        this(router, new MemoryLocation());
    }

    CoreBench(Router router, LocationService location) {
        this(
                ServerSettings.defaults(),
                domains -> new Trust(admission(domains)),
                Backlog.NONE,
                location,
                router);
    }

    private CoreBench(
            ServerSettings settings,
            Function<Domains, Trust> trust,
            Backlog backlog,
            LocationService location,
            Router router) {
        this(settings, trust, backlog, location, router, PLAIN);
    }

    private CoreBench(
            ServerSettings settings,
            Function<Domains, Trust> trust,
            Backlog backlog,
            LocationService location,
            Router router,
            List<ListenPoint> points) {
        this.location = location;
        Ids ids = new SeededIds(new SimRandom(1));
        stack = new SipStack(new StackConfig(Timers.defaults(), points, ids, Instant.EPOCH), core);
        Domains domains =
                new Domains(
                        List.of("example.com"),
                        points.stream()
                                .map(point -> new HostPort("192.0.2.1", point.advertisedPort()))
                                .distinct()
                                .toList());
        ServerServices services =
                new ServerServices(
                        domains,
                        trust.apply(domains),
                        location,
                        settings,
                        new SecretKeySpec(new byte[32], "HmacSHA256"),
                        new Routing(router));
        core.become(new ServerCore(stack, services, backlog));
    }

    private static ListenPoint point(Transport transport, InetSocketAddress bound) {
        return new ListenPoint(transport, bound, "192.0.2.1", bound.getPort());
    }

    private static Admission admission(Domains domains) {
        return Admission.withDigest(
                domains,
                new MemorySubscribers(
                        List.of(
                                Subscriber.withPassword("alice", "example.com", "secret"),
                                Subscriber.withPassword("bob", "example.com", "secret"))),
                new DigestServer(
                        List.of(DigestAlgorithm.MD5),
                        new NonceFactory(new byte[32], Duration.ofMinutes(5)),
                        new NonceCounts(64),
                        domains::signs),
                AdmissionPolicy.defaults());
    }

    static Flow udp(String host, int port) {
        return new Flow(
                Transport.UDP, SERVER, new InetSocketAddress(InetAddress.ofLiteral(host), port), 0);
    }

    /// Binds a user of example.com to a contact, as a REGISTER over UDP would.
    CoreBench bind(String user, String contact) {
        Flow flow = udp("192.0.2.99", 5060);
        location.update(
                new AddressOfRecord(user, "example.com"),
                now,
                old -> {
                    List<Binding> all = new ArrayList<>(old);
                    all.add(
                            new Binding(
                                    Objects.requireNonNull(Uri.parse(contact)),
                                    Parameters.NONE,
                                    -1,
                                    now + Duration.ofHours(1).toNanos(),
                                    new Registration("r" + all.size(), 1, flow)));
                    return all;
                });
        return this;
    }

    long now() {
        return now;
    }

    /// A request of a stranger at 192.0.2.10.
    public static String text(String method, String uri, String branch, String... more) {
        StringBuilder text = new StringBuilder();
        text.append(method).append(' ').append(uri).append(" SIP/2.0\r\n");
        text.append("Via: SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK").append(branch).append("\r\n");
        text.append("From: <sip:carol@far.example>;tag=c1\r\n");
        text.append("To: <").append(uri).append(">\r\n");
        text.append("Call-ID: call-1\r\nCSeq: 1 ").append(method).append("\r\n");
        text.append("Max-Forwards: 70\r\nContact: <sip:carol@192.0.2.10>\r\n");
        for (String line : more) {
            text.append(line).append("\r\n");
        }
        return text.append("Content-Length: 0\r\n\r\n").toString();
    }

    public void receive(Flow flow, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Parsed parsed = (Parsed) new MessageParser(ParseLimits.defaults()).parse(bytes);
        handle(new Input.Received(flow, parsed.message()));
    }

    void invite(String user) {
        receive(CALLER, text("INVITE", "sip:" + user + "@example.com", "1"));
    }

    /// A callee's answer to the request that was sent to it.
    void answer(SipRequest request, int status, String tag, String... more) {
        answerFrom("192.0.2.20", request, status, tag, more);
    }

    /// The answer of a callee elsewhere.
    void answerFrom(String host, SipRequest request, int status, String tag, String... more) {
        SipResponse.Builder builder = SipResponse.replyTo(request, status);
        if (status > 100) {
            builder.toTag(tag);
        }
        if (status >= 200 && status < 300) {
            builder.set(HeaderName.CONTACT, "<sip:" + tag + "@" + host + ">");
        }
        for (String line : more) {
            int colon = line.indexOf(':');
            builder.add(HeaderName.of(line.substring(0, colon)), line.substring(colon + 1));
        }
        SipResponse response = builder.build();
        receive(udp(host, 5060), new String(response.toBytes(), StandardCharsets.UTF_8));
    }

    public void handle(Input input) {
        stack.handle(
                input,
                now,
                output -> {
                    switch (output) {
                        case Output.Send send -> sends.add(send);
                        case Output.Tell(Notice notice) -> notices.add(notice);
                        case Output.Ask ask -> asked.add(ask);
                        case Output.Close _, Output.KeepAlive _ -> {}
                        case Output.Begin(var work) -> work.accept(later::add);
                    }
                });
    }

    public void pass(Duration time) {
        long until = now + time.toNanos();
        while (stack.nextDeadline() <= until) {
            now = Math.max(now, stack.nextDeadline());
            handle(new Input.TimersDue());
        }
        now = until;
    }

    /// Runs on the stack's thread what stores have handed back from their own.
    public void runLater() {
        List<Runnable> due = List.copyOf(later);
        later.clear();
        due.forEach(action -> handle(new Input.Command(action)));
    }

    /// The requests of a method that were sent, each branch once.
    public List<SipRequest> forwarded(String method) {
        Map<String, SipRequest> byBranch = new java.util.LinkedHashMap<>();
        for (Output.Send send : sends) {
            if (send.message() instanceof SipRequest request
                    && request.method().name().equals(method)) {
                byBranch.putIfAbsent(String.valueOf(request.topVia().branch()), request);
            }
        }
        return List.copyOf(byBranch.values());
    }

    public Output.Send lastSend() {
        return sends.getLast();
    }

    /// What went back to the caller.
    List<Integer> statuses() {
        List<Integer> statuses = new ArrayList<>();
        for (Output.Send send : sends) {
            if (send.message() instanceof SipResponse response) {
                statuses.add(response.status());
            }
        }
        return statuses;
    }

    /// What decided about those that were left without an answer.
    List<Cause> leftUnanswered() {
        List<Cause> left = new ArrayList<>();
        for (Notice notice : notices) {
            if (notice instanceof Notice.LeftUnanswered(var _, var causes)) {
                left.add(causes.decisive());
            }
        }
        return left;
    }

    /// What decided the last final response.
    public Cause cause() {
        Cause last = null;
        for (Notice notice : notices) {
            last = notice instanceof Notice.Answered answered ? answered.cause() : last;
        }
        return Objects.requireNonNull(last);
    }

    public SipResponse lastResponse() {
        SipMessage last = null;
        for (Output.Send send : sends) {
            last = send.message() instanceof SipResponse response ? response : last;
        }
        return (SipResponse) Objects.requireNonNull(last);
    }
}
