package dev.ringback.cli.ctl;

import dev.ringback.cli.terminal.Arguments;
import dev.ringback.cli.terminal.FailedException;
import dev.ringback.cli.terminal.Texts;
import dev.ringback.control.ControlClient;
import dev.ringback.control.ControlRequest;
import dev.ringback.control.JsonLine;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ringback ctl drain`: has a server take no new work.
@Command(
        name = "drain",
        header = "Has the server take no new work; what is under way goes on.",
        description = {
            "New requests, REGISTER among them, get 503 with Retry-After, so that phones and",
            "gateways go to another server. Exit status with --wait: 0 nothing is left, 1 the",
            "time is over."
        })
final class DrainCommand implements Callable<Integer> {
    private static final Duration STEP = Duration.ofMillis(200);
    private static final Duration TOLD = Duration.ofSeconds(5);

    @Mixin private WhichServer which = new WhichServer();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            description = "waits until nothing is left, at most so long, e.g. 10m")
    private @Nullable String wait;

    @Option(names = "--json", description = "prints JSON objects")
    private boolean json;

    private String told = "";
    private long toldAt;

    @Override
    public Integer call() throws Exception {
        Duration most = wait == null ? Duration.ZERO : Arguments.duration("--wait", wait);
        long end = System.nanoTime() + most.toNanos();
        try (ControlClient client = which.connect()) {
            Answer left = new Answer(client.ask(new ControlRequest("drain")));
            tell(left);
            while (wait != null && left(left) && System.nanoTime() - end < 0) {
                Arguments.pause(STEP);
                left = new Answer(client.ask(new ControlRequest("status")));
                if (left.text("draining") == null) {
                    throw new FailedException("somebody has ended the draining");
                }
                tell(left);
            }
            return wait != null && left(left) ? 1 : 0;
        }
    }

    private static boolean left(Answer left) {
        return left.number("transactions") > 0
                || left.number("calls") > 0
                || left.number("stalled") > 0;
    }

    /// A line for each change, and one from time to time.
    private void tell(Answer left) {
        String line =
                json
                        ? JsonLine.write(left.values())
                        : "draining: "
                                + (left(left)
                                        ? Texts.count(left.number("transactions"), "transaction")
                                                + " and about "
                                                + Texts.count(left.number("calls"), "call")
                                                + " left"
                                        : "nothing is left");
        String state = left.number("transactions") + " " + left.number("calls");
        long now = System.nanoTime();
        boolean over = left(left) && now - toldAt < TOLD.toNanos();
        if (told.isEmpty() || (!state.equals(told) && !over) || !left(left)) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(line);
            out.flush();
            told = state;
            toldAt = now;
        }
    }
}
