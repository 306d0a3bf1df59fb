package dev.ringback.locate;

import dev.ringback.cause.DnsStep;
import dev.ringback.stack.Answer;
import dev.ringback.stack.CountedIds;
import dev.ringback.stack.DnsRecord;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Input;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Output;
import dev.ringback.stack.Question;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.StackConfig;
import dev.ringback.stack.Transport;
import dev.ringback.stack.Unreached;
import dev.ringback.transaction.Timers;
import dev.ringback.uri.Uri;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// A locator on a bench: a stack without sockets, a clock that is moved by hand, and a zone whose
/// answers come at once unless they are held back. Names that are not in it do not exist.
final class LocateBench {
    static final InetAddress LOCAL = InetAddress.ofLiteral("192.0.2.1");
    static final InetAddress LOCAL6 = InetAddress.ofLiteral("2001:db8::1");

    final SipStack stack;
    final ServerHealth health = new ServerHealth();
    final ServerLocator locator;
    final List<Question.Dns> asked = new ArrayList<>();
    private final Map<String, List<DnsRecord>> zone = new HashMap<>();
    private final Map<Question.Dns, DnsStep.Outcome> failures = new HashMap<>();
    private final Set<String> held = new HashSet<>();
    private final List<Output.Ask> open = new ArrayList<>();
    private long now;

    /// @param transports those that are listened on, over IPv4
    LocateBench(Transport... transports) {
        this(points(LOCAL, transports), 1);
    }

    LocateBench(List<ListenPoint> points, long seed) {
        stack =
                new SipStack(
                        new StackConfig(Timers.defaults(), points, new CountedIds(), Instant.EPOCH),
                        new Unreached());
        locator = new ServerLocator(stack, health, new SplittableRandom(seed));
    }

    static List<ListenPoint> points(InetAddress address, Transport... transports) {
        List<ListenPoint> points = new ArrayList<>();
        for (Transport transport : transports) {
            InetSocketAddress bound = new InetSocketAddress(address, transport.defaultPort());
            points.add(new ListenPoint(transport, bound, "edge.example", bound.getPort()));
        }
        return points;
    }

    static Hop hop(Transport transport, String address, int port) {
        return new Hop(transport, new InetSocketAddress(InetAddress.ofLiteral(address), port));
    }

    /// A hop over TLS, with the domain that has to be there.
    static Hop secure(String address, int port, String domain) {
        return new Hop(
                Transport.TLS, new InetSocketAddress(InetAddress.ofLiteral(address), port), domain);
    }

    // -- the zone

    LocateBench host(String name, String... addresses) {
        for (String address : addresses) {
            add(name, new DnsRecord.Address(InetAddress.ofLiteral(address)));
        }
        return this;
    }

    LocateBench srv(String name, int priority, int weight, int port, String target) {
        return add(name, new DnsRecord.Srv(priority, weight, port, target));
    }

    LocateBench naptr(String name, int order, int preference, String service, String replacement) {
        return add(name, new DnsRecord.Naptr(order, preference, "s", service, "", replacement));
    }

    LocateBench add(String name, DnsRecord record) {
        zone.computeIfAbsent(name, _ -> new ArrayList<>()).add(record);
        return this;
    }

    LocateBench fail(String name, DnsRecord.Type type, DnsStep.Outcome outcome) {
        failures.put(new Question.Dns(name, type), outcome);
        return this;
    }

    /// Leaves the questions about a name unanswered.
    LocateBench hold(String name) {
        held.add(name);
        return this;
    }

    /// Answers what was held back.
    void release() {
        held.clear();
        answerAll();
    }

    // -- what is done

    Located locate(String uri) {
        List<Located> located = new ArrayList<>();
        start(uri, located::add);
        if (located.size() != 1) {
            throw new AssertionError(located.size() + " results for " + uri);
        }
        return located.getFirst();
    }

    Located locate(String uri, long seed) {
        List<Located> located = new ArrayList<>();
        run(() -> locator.locate(parsed(uri), seed, located::add));
        return located.getFirst();
    }

    void start(String uri, Consumer<Located> then) {
        run(() -> locator.locate(parsed(uri), then));
    }

    void pass(Duration time) {
        long until = now + time.toNanos();
        while (stack.nextDeadline() <= until) {
            now = Math.max(now, stack.nextDeadline());
            handle(new Input.TimersDue());
            answerAll();
        }
        now = until;
    }

    long now() {
        return now;
    }

    void run(Runnable action) {
        handle(new Input.Command(action));
        answerAll();
    }

    private void handle(Input input) {
        stack.handle(
                input,
                now,
                output -> {
                    if (output instanceof Output.Ask ask) {
                        open.add(ask);
                        asked.add((Question.Dns) ask.question());
                    }
                });
    }

    private void answerAll() {
        for (int i = 0; i < open.size(); i++) {
            Output.Ask ask = open.get(i);
            Question.Dns question = (Question.Dns) ask.question();
            if (!held.contains(question.name())) {
                open.remove(i);
                i = -1;
                handle(new Input.Answered(ask.id(), answer(question)));
            }
        }
    }

    private Answer answer(Question.Dns question) {
        DnsStep.Outcome failure = failures.get(question);
        List<DnsRecord> all = zone.get(question.name());
        if (failure != null || all == null) {
            return none(failure == null ? DnsStep.Outcome.NO_SUCH_NAME : failure);
        }
        List<DnsRecord> found = all.stream().filter(r -> type(r) == question.type()).toList();
        return found.isEmpty()
                ? none(DnsStep.Outcome.NO_DATA)
                : new Answer.Records(found, Duration.ofMinutes(1));
    }

    private static Answer none(DnsStep.Outcome outcome) {
        return new Answer.NoRecords(outcome, Duration.ZERO);
    }

    private static DnsRecord.Type type(DnsRecord record) {
        return switch (record) {
            case DnsRecord.Address(Inet4Address _) -> DnsRecord.Type.A;
            case DnsRecord.Address _ -> DnsRecord.Type.AAAA;
            case DnsRecord.Srv _ -> DnsRecord.Type.SRV;
            case DnsRecord.Naptr _ -> DnsRecord.Type.NAPTR;
        };
    }

    private static Uri parsed(String uri) {
        return Objects.requireNonNull(Uri.parse(uri), uri);
    }
}
