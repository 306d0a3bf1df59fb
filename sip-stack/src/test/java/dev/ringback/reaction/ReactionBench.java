package dev.ringback.reaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.auth.DigestClient;
import dev.ringback.cause.DnsStep;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.locate.ServerHealth;
import dev.ringback.locate.ServerLocator;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Answer;
import dev.ringback.stack.CountedIds;
import dev.ringback.stack.DnsRecord;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Input;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Notice;
import dev.ringback.stack.Output;
import dev.ringback.stack.Question;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.StackConfig;
import dev.ringback.stack.Transport;
import dev.ringback.stack.Unreached;
import dev.ringback.transaction.Timers;
import dev.ringback.uri.Uri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A sender on a bench: a stack that is driven by hand, a zone, a listener that writes down what it
/// hears. The peer's answers are made by the test.
final class ReactionBench implements ResponseListener {
    static final InetSocketAddress LOCAL =
            new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 5060);

    /// The tag of the callee, in every response.
    static final String TAG = "peer";

    final SipStack stack;
    final ServerHealth health = new ServerHealth();
    final RequestSender sender;
    final List<Output.Send> sends = new ArrayList<>();
    final List<String> heard = new ArrayList<>();
    final List<SipFailure> failures = new ArrayList<>();
    final List<SipResponse> successes = new ArrayList<>();
    private final Map<String, List<DnsRecord>> zone = new HashMap<>();
    private @Nullable Attempts attempts;
    Runnable onRetry = () -> {};
    private long now;
    private int cnonces;

    ReactionBench() {
        List<ListenPoint> points = new ArrayList<>();
        for (Transport transport : new Transport[] {Transport.UDP, Transport.TCP, Transport.TLS}) {
            points.add(new ListenPoint(transport, LOCAL, "192.0.2.1", 5060));
        }
        stack =
                new SipStack(
                        new StackConfig(Timers.defaults(), points, new CountedIds(), Instant.EPOCH),
                        new Unreached());
        sender =
                new RequestSender(stack, new ServerLocator(stack, health, new SplittableRandom(1)));
    }

    // -- what is asked for

    static SipRequest request(String method, String uri, String... lines) {
        SipRequest.Builder request =
                SipRequest.derived(Method.of(method), Objects.requireNonNull(Uri.parse(uri), uri))
                        .set(HeaderName.VIA, AttemptSeries.NO_VIA)
                        .set(HeaderName.FROM, "<sip:alice@home.example>;tag=a")
                        .set(HeaderName.TO, "<" + uri + ">")
                        .set(HeaderName.CALL_ID, "call")
                        .set(HeaderName.CSEQ, "1 " + method)
                        .set(HeaderName.MAX_FORWARDS, "70");
        return with(request, lines).build();
    }

    private static SipRequest.Builder with(SipRequest.Builder request, String... lines) {
        for (String line : lines) {
            int colon = line.indexOf(": ");
            HeaderName name = HeaderName.of(line.substring(0, colon));
            String value = line.substring(colon + 2);
            if (name.equals(HeaderName.TO) || name.equals(HeaderName.CALL_ID)) {
                request.set(name, value);
            } else {
                request.add(name, value);
            }
        }
        return request;
    }

    /// Sends, within a step.
    Attempts send(SipRequest request, Reactions reactions) {
        run(() -> attempts = sender.send(Draft.of(request), reactions, this));
        return attempts();
    }

    Attempts send(String method, String uri, Reactions reactions) {
        return send(request(method, uri), reactions);
    }

    Attempts attempts() {
        return Objects.requireNonNull(attempts);
    }

    void cancel() {
        run(() -> attempts().cancel());
    }

    // -- what the peer does

    /// Answers the last request that was sent.
    void answer(int status, String... lines) {
        answer(lastSend(), status, lines);
    }

    void answer(Output.Send to, int status, String... lines) {
        answer(
                to,
                status,
                response -> {
                    for (String line : lines) {
                        int colon = line.indexOf(": ");
                        response.add(
                                HeaderName.of(line.substring(0, colon)), line.substring(colon + 2));
                    }
                    return response;
                });
    }

    void answer(Output.Send to, int status, UnaryOperator<SipResponse.Builder> changes) {
        SipRequest request = (SipRequest) to.message();
        SipResponse bare = SipResponse.replyTo(request, 500).toTag(TAG).build();
        SipResponse.Builder response = bare.edit().status(status);
        Flow flow = new Flow(to.to().transport(), LOCAL, to.to().remote(), 0);
        handle(new Input.Received(flow, changes.apply(response).build()));
    }

    /// Says that the last request could not be sent.
    void unsendable() {
        handle(new Input.SendFailed(lastSend(), "refused"));
    }

    void pass(Duration time) {
        long until = now + time.toNanos();
        while (stack.nextDeadline() <= until) {
            now = Math.max(now, stack.nextDeadline());
            handle(new Input.TimersDue());
        }
        now = until;
    }

    /// Lets everything end, and looks whether it did.
    void quiet() {
        pass(Duration.ofMinutes(5));
        assertThat(stack.timerCount()).as("timers").isZero();
        assertThat(stack.transactionCount()).as("transactions").isZero();
        assertThat(sender.underWay()).as("requests under way").isZero();
    }

    void run(Runnable action) {
        handle(new Input.Command(action));
    }

    private void handle(Input input) {
        List<Output.Ask> asked = new ArrayList<>();
        List<Throwable> faults = new ArrayList<>();
        Consumer<Output> take =
                output -> {
                    switch (output) {
                        case Output.Send send -> sends.add(send);
                        case Output.Ask ask -> asked.add(ask);
                        case Output.Tell(Notice.Fault(var error)) -> faults.add(error);
                        default -> {}
                    }
                };
        stack.handle(input, now, take::accept);
        assertThat(faults).isEmpty();
        for (Output.Ask ask : asked) {
            handle(new Input.Answered(ask.id(), answer((Question.Dns) ask.question())));
        }
    }

    // -- the zone

    ReactionBench host(String name, String... addresses) {
        for (String address : addresses) {
            add(name, new DnsRecord.Address(InetAddress.ofLiteral(address)));
        }
        return this;
    }

    /// Servers of a domain over UDP, the first one first.
    ReactionBench servers(String domain, String... addresses) {
        for (int i = 0; i < addresses.length; i++) {
            String target = "s" + i + "." + domain;
            add("_sip._udp." + domain, new DnsRecord.Srv(i, 0, 5060, target));
            host(target, addresses[i]);
        }
        return this;
    }

    private void add(String name, DnsRecord record) {
        zone.computeIfAbsent(name, _ -> new ArrayList<>()).add(record);
    }

    private Answer answer(Question.Dns question) {
        List<DnsRecord> found =
                zone.getOrDefault(question.name(), List.of()).stream()
                        .filter(record -> type(record) == question.type())
                        .toList();
        return found.isEmpty()
                ? new Answer.NoRecords(DnsStep.Outcome.NO_SUCH_NAME, Duration.ZERO)
                : new Answer.Records(found, Duration.ofMinutes(1));
    }

    private static DnsRecord.Type type(DnsRecord record) {
        return switch (record) {
            case DnsRecord.Address _ -> DnsRecord.Type.A;
            case DnsRecord.Srv _ -> DnsRecord.Type.SRV;
            case DnsRecord.Naptr _ -> DnsRecord.Type.NAPTR;
        };
    }

    // -- what was seen

    /// The requests that were sent, but for ACK; retransmissions once.
    List<SipRequest> requests() {
        List<SipRequest> requests = new ArrayList<>();
        for (Output.Send send : sends) {
            if (send.message() instanceof SipRequest request
                    && !request.method().equals(Method.ACK)
                    && requests.stream().noneMatch(known -> same(known, request))) {
                requests.add(request);
            }
        }
        return requests;
    }

    private static boolean same(SipRequest one, SipRequest other) {
        return one.method().equals(other.method())
                && Objects.equals(one.topVia().branch(), other.topVia().branch());
    }

    SipRequest last() {
        return requests().getLast();
    }

    Output.Send lastSend() {
        return sends.stream()
                .filter(send -> send.message() instanceof SipRequest)
                .filter(send -> !((SipRequest) send.message()).method().equals(Method.ACK))
                .filter(send -> !((SipRequest) send.message()).method().equals(Method.CANCEL))
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    /// Where the requests went, as address and port; retransmissions once.
    List<String> ways() {
        List<String> ways = new ArrayList<>();
        List<String> branches = new ArrayList<>();
        for (Output.Send send : sends) {
            String branch = String.valueOf(send.message().topVia().branch());
            if (send.to() instanceof Hop hop && !branches.contains(branch)) {
                branches.add(branch);
                ways.add(hop.remote().getAddress().getHostAddress() + ":" + hop.remote().getPort());
            }
        }
        return ways;
    }

    SipFailure failure() {
        assertThat(failures).hasSize(1);
        return failures.getFirst();
    }

    long now() {
        return now;
    }

    Authenticator authenticator(String user, String password) {
        return Authenticator.of(user, password, this::cnonce);
    }

    DigestClient client(String user, String password) {
        return new DigestClient(user, password, this::cnonce);
    }

    private String cnonce() {
        return "cnonce" + ++cnonces;
    }

    // -- the listener

    @Override
    public void progress(SipResponse response, Sent sent) {
        heard.add("progress " + response.status());
    }

    @Override
    public void succeeded(SipResponse response, Sent sent) {
        heard.add("succeeded " + response.status());
        successes.add(response);
    }

    @Override
    public void failed(SipFailure failure) {
        heard.add("failed " + failure.status());
        failures.add(failure);
    }

    @Override
    public void retried(SipResponse response, Sent sent) {
        heard.add("retried " + response.status());
        onRetry.run();
    }
}
