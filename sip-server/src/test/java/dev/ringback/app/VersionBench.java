package dev.ringback.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.config.ConfigException;
import dev.ringback.config.ConfigFile;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.fixture.RemoteLocation;
import dev.ringback.guard.GuardSettings;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.Lookup;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Input;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Output;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.StackConfig;
import dev.ringback.stack.Transport;
import dev.ringback.testkit.SeededIds;
import dev.ringback.testkit.SimRandom;
import dev.ringback.transaction.Timers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A shard of a server without sockets, whose configuration is a text that can be reloaded, and
/// whose table of bindings answers when the test likes.
final class VersionBench {
    private static final InetSocketAddress SERVER =
            new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 5060);

    final SlowLocation location = new SlowLocation();
    final Counters counters = new Counters();
    private final List<Output.Send> sends = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private final SipStack stack;
    private final Versions versions;
    private String yaml;
    private boolean draining;
    private int branches;

    VersionBench(String yaml) throws IOException, ConfigException {
        this.yaml = yaml;
        this.versions =
                new Versions(
                        read(),
                        this::read,
                        new Assembly(location),
                        new WatchedSources(GuardSettings.off()),
                        new FakeUsers().with("bob"));
        ShardCore core =
                new ShardCore(versions::begin, versions::current, counters, () -> draining);
        List<ListenPoint> points =
                List.of(
                        new ListenPoint(Transport.UDP, SERVER, "192.0.2.1", 5060),
                        new ListenPoint(Transport.TCP, SERVER, "192.0.2.1", 5060));
        stack =
                new SipStack(
                        new StackConfig(
                                Timers.defaults(),
                                points,
                                new SeededIds(new SimRandom(1)),
                                Instant.EPOCH),
                        core);
        core.start(stack, 0);
    }

    private ServerConfig read() throws ConfigException {
        ServerConfigBuilder builder = ServerConfig.builder().data(null);
        ConfigFile.read("test", "domains: [example.com]\n" + yaml, Map.of(), builder);
        return builder.build();
    }

    /// Puts another configuration in force.
    void reload(String text) throws IOException, ConfigException {
        yaml = text;
        versions.reload();
    }

    void drain(boolean on) {
        draining = on;
    }

    static Flow udp(String host) {
        return flow(Transport.UDP, host, 0);
    }

    static Flow tcp(String host, long connection) {
        return flow(Transport.TCP, host, connection);
    }

    private static Flow flow(Transport transport, String host, long connection) {
        InetSocketAddress remote = new InetSocketAddress(InetAddress.ofLiteral(host), 5060);
        return new Flow(transport, SERVER, remote, connection);
    }

    /// A request with a branch and a Call-ID of its own.
    ///
    /// @param to the whole value of To
    String request(String method, String uri, String to, String... more) {
        return request(method, uri, to, "call-" + ++branches, more);
    }

    String request(String method, String uri, String to, String call, String[] more) {
        StringBuilder text = new StringBuilder(method + " " + uri + " SIP/2.0\r\n");
        text.append("Via: SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK").append(++branches).append("\r\n");
        text.append("From: <sip:carol@far.example>;tag=c1\r\nTo: ").append(to).append("\r\n");
        text.append("Call-ID: ").append(call).append("\r\n");
        text.append("CSeq: ").append(branches).append(' ').append(method).append("\r\n");
        text.append("Max-Forwards: 70\r\nContact: <sip:carol@192.0.2.10>\r\n");
        for (String line : more) {
            text.append(line).append("\r\n");
        }
        return text.append("Content-Length: 0\r\n\r\n").toString();
    }

    /// What follows from a message.
    List<Output.Send> receive(Flow flow, String text) {
        Parsed parsed =
                (Parsed) new MessageParser(ParseLimits.defaults()).parse(text.getBytes(UTF_8));
        return handle(new Input.Received(flow, parsed.message()));
    }

    /// The last response to a message.
    SipResponse ask(String text) {
        return ask(udp("192.0.2.10"), text);
    }

    SipResponse ask(Flow flow, String text) {
        return response(receive(flow, text));
    }

    static SipResponse response(List<Output.Send> sent) {
        return (SipResponse) sent.getLast().message();
    }

    static SipRequest forwarded(List<Output.Send> sent) {
        return sent.stream()
                .map(Output.Send::message)
                .filter(SipRequest.class::isInstance)
                .map(SipRequest.class::cast)
                .findFirst()
                .orElseThrow();
    }

    List<Output.Send> handle(Input input) {
        int before = sends.size();
        stack.handle(
                input,
                stack.now(),
                output -> {
                    switch (output) {
                        case Output.Send send -> sends.add(send);
                        case Output.Tell(var notice) -> counters.accept(notice);
                        case Output.Begin(var work) -> work.accept(later::add);
                        case Output.Ask _, Output.Close _, Output.KeepAlive _ -> {}
                    }
                });
        return List.copyOf(sends.subList(before, sends.size()));
    }

    /// What follows when the table answers all that it was asked.
    List<Output.Send> answer() {
        location.answer();
        List<Output.Send> all = new ArrayList<>();
        while (!later.isEmpty()) {
            all.addAll(handle(new Input.Command(later.removeFirst())));
        }
        return all;
    }

    /// A table that keeps callers waiting while it is slow.
    static final class SlowLocation extends RemoteLocation {
        boolean slow;
        private @Nullable Runnable asked;

        @Override
        public List<Binding> bindings(AddressOfRecord aor, long now) {
            return memory.bindings(aor, now);
        }

        @Override
        public Lookup<List<Binding>> find(AddressOfRecord aor, long now) {
            Lookup.Found<List<Binding>> found = new Lookup.Found<>(memory.bindings(aor, now));
            return slow ? new Lookup.Pending<>(back -> wait(back, found)) : found;
        }

        private void wait(
                Consumer<Lookup.Settled<List<Binding>>> back, Lookup.Found<List<Binding>> found) {
            asked = () -> back.accept(found);
        }

        void answer() {
            Objects.requireNonNull(asked).run();
        }

        @Override
        public Lookup<List<Binding>> update(
                AddressOfRecord aor, long now, UnaryOperator<List<Binding>> change) {
            return memory.update(aor, now, change);
        }
    }
}
