package dev.ringback.cli.flow;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.CallFlows;
import dev.ringback.callflow.CallSummary;
import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Remark;
import dev.ringback.callflow.expression.Expression;
import dev.ringback.callflow.expression.Expression.Verdict;
import dev.ringback.callflow.expression.ExpressionException;
import dev.ringback.cli.terminal.Arguments;
import dev.ringback.cli.terminal.Texts;
import dev.ringback.cli.terminal.UsageException;
import dev.ringback.cli.viewer.Screen;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ringback flow`: calls as ladders.
@Command(
        name = "flow",
        header = "Shows calls as ladders: of a capture, of the running server, of HEP.",
        description = {
            "On a terminal it is a screen with the columns and keys of sngrep; F1 tells them.",
            "Expressions of --filter and --assert: docs/operate/flow.md."
        },
        footer = {
            "",
            "Examples:",
            "  ringback flow                                  the running server",
            "  ringback flow call.pcap                        a capture",
            "  tcpdump -U -w - port 5060 | ringback flow --text -",
            "  ringback flow call.pcap --html call.html",
            "  ringback flow call.pcap --assert 'INVITE then 180 then 200 and srd < 2s'",
            "Exit status: 0 done, 1 not true, or a capture is damaged, 2 wrong usage."
        })
public final class FlowCommand implements Callable<Integer> {
    private static final int MOST_MESSAGES = 1_000;

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private FlowSources sources = new FlowSources();
    @Mixin private FlowOutput output = new FlowOutput();

    @Option(
            names = "--call-id",
            paramLabel = "ID",
            description = "shows only the call with this Call-ID and its other legs")
    private @Nullable String callId;

    @Option(
            names = "--filter",
            paramLabel = "EXPR",
            description = "shows only calls of which this is true: 'status >= 400'")
    private @Nullable String filter;

    @Option(
            names = "--assert",
            paramLabel = "EXPR",
            description = "exit status 1 unless this is true of every call and none is missing")
    private @Nullable String assertion;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            description = "without a terminal: how long to listen to a server or to HEP")
    private @Nullable String duration;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20000",
            description = "keeps so many calls; ended ones go first (${DEFAULT-VALUE})")
    private int limit = 20_000;

    private boolean missing;

    /// Nothing is asked yet.
    public FlowCommand() {}

    @Override
    public Integer call() throws Exception {
        if (limit < 1) {
            throw new UsageException("--limit: at least 1");
        }
        Choice wanted = new Choice(callId, expression("--filter", filter));
        Expression claimed = expression("--assert", assertion);
        Duration time = duration == null ? null : Arguments.duration("--duration", duration);
        boolean printed = output.wanted() || claimed != null || time != null;
        boolean terminal = terminal();
        Source source = sources.source();
        CallFlows flows = new CallFlows(bounds(), Set.of());
        if (terminal && !printed) {
            return show(source, flows, wanted);
        }
        boolean good =
                switch (source) {
                    case Source.Files files -> read(files, flows);
                    case Source.Hep hep -> listen(Live.of(hep), flows, time);
                    case Source.Server server -> listen(Live.of(server), flows, time);
                };
        return print(source, flows, wanted, claimed) && good ? 0 : 1;
    }

    /// The rest of the heap is for what is made of the flows.
    private CallFlows.Bounds bounds() {
        long octets = Runtime.getRuntime().maxMemory() / 8 * 3;
        return new CallFlows.Bounds(limit, MOST_MESSAGES, octets);
    }

    private static @Nullable Expression expression(String option, @Nullable String text)
            throws UsageException {
        try {
            return text == null ? null : Expression.parse(text);
        } catch (ExpressionException e) {
            throw new UsageException(option + ": " + e.getMessage());
        }
    }

    @SuppressWarnings("SystemConsoleNull") // there is none where standard input is redirected
    private static boolean terminal() {
        Console console = System.console();
        String type = System.getenv("TERM");
        return console != null && console.isTerminal() && type != null && !type.equals("dumb");
    }

    private int show(Source source, CallFlows flows, Choice wanted)
            throws IOException, InterruptedException {
        boolean files = source instanceof Source.Files;
        Screen screen =
                Screen.of(
                        flows,
                        flow -> wanted.takes(flows, flow, Instant.now()),
                        files ? "Offline" : "Online",
                        source.name(),
                        filter == null ? "" : filter);
        boolean good = !(source instanceof Source.Files captures) || read(captures, flows);
        try (Live live =
                        switch (source) {
                            case Source.Files _ -> null;
                            case Source.Hep hep -> Live.of(hep);
                            case Source.Server server -> Live.of(server);
                        };
                TerminalShow show = TerminalShow.open()) {
            show.run(screen, live);
        }
        return good ? 0 : 1;
    }

    private boolean read(Source.Files files, CallFlows flows) throws IOException {
        boolean good = files.read(receiver(flows), System.in, this::warn);
        evicted(flows);
        return good;
    }

    private void evicted(CallFlows flows) {
        long evicted = flows.counts().evicted();
        if (evicted > 0) {
            miss(Texts.count(evicted, "call") + " left out, see --limit");
        }
    }

    /// Tells what is missing, so that nothing can be claimed of every call.
    private void miss(String what) {
        warn(what);
        missing = true;
    }

    private static Receiver receiver(CallFlows flows) {
        return new Receiver() {
            @Override
            public void passed(Passed passed, @Nullable InetSocketAddress mine) {
                if (mine == null) {
                    flows.add(passed);
                } else {
                    flows.add(passed, mine);
                }
            }

            @Override
            public void decided(String callId, Remark remark) {
                flows.add(callId, remark);
            }
        };
    }

    private boolean listen(Live live, CallFlows flows, @Nullable Duration time)
            throws IOException, UsageException, InterruptedException {
        try (live) {
            if (time == null) {
                throw new UsageException(
                        "without a terminal say how long: --duration 10s, with --text, --json,"
                                + " --svg, --mermaid, --html or --assert");
            }
            Instant end = Instant.now().plus(time);
            while (Instant.now().isBefore(end) && live.end() == null) {
                live.drain(receiver(flows), Duration.ofMillis(100));
            }
            live.drain(receiver(flows), Duration.ZERO);
            String why = live.end();
            if (why != null) {
                warn(why);
            }
            if (live.dropped() > 0) {
                miss(Texts.count(live.dropped(), "message") + " dropped");
            }
            if (live.lost() > 0) {
                miss(Texts.count(live.lost(), "octet") + " lost: the server was not heard in time");
            }
            evicted(flows);
            return why == null;
        }
    }

    private boolean print(
            Source source, CallFlows flows, Choice wanted, @Nullable Expression claimed)
            throws IOException {
        List<CallFlow> all = callId == null ? flows.flows() : flows.legs(callId);
        Instant last =
                all.stream()
                        .filter(flow -> !flow.messages().isEmpty())
                        .map(flow -> CallSummary.of(flow).span().last())
                        .max(Comparator.naturalOrder())
                        .orElse(Instant.EPOCH);
        Instant until = source instanceof Source.Files ? last : Instant.now();
        List<CallFlow> shown =
                all.stream().filter(flow -> wanted.takes(flows, flow, until)).toList();
        PrintWriter out = spec.commandLine().getOut();
        if (output.wanted() || claimed == null) {
            output.write(out, shown, until);
        }
        boolean found = !shown.isEmpty() || callId == null;
        if (!found) {
            warn("there is no call with the Call-ID " + callId);
        }
        if (callId != null && flows.moreLegs(callId)) {
            warn(
                    "the call has more than "
                            + CallFlows.MOST_LEGS
                            + " legs; the others are left out");
        }
        return found && (claimed == null || holds(claimed.check(shown, until), shown));
    }

    /// Whether it is known to be true of every call, of all that passed.
    private boolean holds(Verdict verdict, List<CallFlow> shown) {
        long forgotten = shown.stream().mapToLong(CallFlow::forgotten).sum();
        if (forgotten > 0) {
            miss(Texts.count(forgotten, "message") + " of long calls not kept");
        }
        for (String failing : verdict.failing()) {
            warn("not true of " + failing + ": " + assertion);
        }
        if (!verdict.holds() && verdict.failing().isEmpty()) {
            warn("not true of " + Texts.count(shown.size(), "call") + ": " + assertion);
        }
        if (verdict.holds() && missing) {
            warn("true of what is left, but not known of every call: " + assertion);
        }
        return verdict.holds() && !missing;
    }

    private void warn(String text) {
        PrintWriter err = spec.commandLine().getErr();
        Ansi ansi = spec.commandLine().getColorScheme().ansi();
        err.println(ansi.string("@|bold,red ringback:|@ ") + Texts.escaped(text));
        err.flush();
    }
}
