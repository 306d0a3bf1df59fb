package dev.ringback.cli.ctl;

import dev.ringback.cli.terminal.Texts;
import dev.ringback.control.ControlClient;
import dev.ringback.control.ControlRequest;
import dev.ringback.control.JsonLine;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ringback ctl status`: how a server is.
@Command(name = "status", header = "Shows how the server is.")
final class StatusCommand implements Callable<Integer> {
    @Mixin private WhichServer which = new WhichServer();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "prints a JSON object")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (ControlClient client = which.connect()) {
            Map<String, @Nullable Object> status = client.ask(new ControlRequest("status"));
            if (json) {
                out.println(JsonLine.write(status));
            } else {
                print(out, new Answer(status));
            }
        }
        return 0;
    }

    private static void print(PrintWriter out, Answer status) {
        Answer config = status.below("config");
        Answer counts = status.below("counts");
        Answer store = status.below("store");
        line(out, "Server", status.text("version") + ", pid " + status.text("pid"));
        line(out, "Up", status.text("uptime") + " s, since " + status.text("started"));
        line(out, "Version", config.text("number") + ", since " + config.text("since"));
        List<String> pending = config.texts("pending");
        if (!pending.isEmpty()) {
            line(out, "Restart", "needed for " + String.join(", ", pending));
        }
        line(out, "Listens", String.join(" ", status.texts("listen")));
        line(out, "Users", status.text("users"));
        line(out, "Bindings", status.text("bindings"));
        line(out, "Store", Answer.or(store.text("kind"), "?") + trouble(store));
        line(
                out,
                "Open",
                Texts.count(status.number("transactions"), "transaction")
                        + ", "
                        + status.text("waiting")
                        + " that only wait for repetitions");
        line(out, "Calls", "about " + status.text("calls") + " up");
        line(
                out,
                "Done",
                Texts.count(counts.number("messages"), "message")
                        + ", "
                        + Texts.count(counts.number("calls"), "call")
                        + ", "
                        + Texts.count(counts.number("registrations"), "registration"));
        line(out, "Dropped", counts.text("dropped") + drops(status.below("drops")));
        recorded(out, status.below("recorded"));
        String draining = status.text("draining");
        line(out, "Drains", draining == null ? "no" : "since " + draining);
    }

    /// What is told of calls, where that is configured.
    private static void recorded(PrintWriter out, Answer recorded) {
        Answer archive = recorded.below("archive");
        if (!archive.values().isEmpty()) {
            String kept = Texts.count(archive.number("calls"), "call") + " on disk";
            line(out, "Archive", kept + lost(archive));
        }
        Answer records = recorded.below("records");
        if (!records.values().isEmpty()) {
            line(out, "Records", records.text("written") + " written" + lost(records));
        }
        Answer hep = recorded.below("hep");
        if (!hep.values().isEmpty()) {
            line(out, "HEP", hep.text("sent") + " sent" + lost(hep));
        }
    }

    private static String lost(Answer outlet) {
        String trouble = outlet.text("trouble");
        long dropped = outlet.number("dropped");
        return (dropped == 0 ? "" : ", " + dropped + " dropped")
                + (trouble == null ? "" : ", takes nothing now: " + trouble);
    }

    private static String trouble(Answer store) {
        String trouble = store.text("trouble");
        return trouble == null ? "" : ", takes nothing now: " + trouble;
    }

    private static String drops(Answer drops) {
        String reasons =
                drops.values().entrySet().stream()
                        .map(drop -> drop.getKey() + " " + drop.getValue())
                        .collect(Collectors.joining(", "));
        return reasons.isEmpty() ? "" : " (" + reasons + ")";
    }

    private static void line(PrintWriter out, String name, @Nullable String text) {
        String value = text == null ? "?" : Texts.harmless(text);
        out.println(String.format(Locale.ROOT, "%-9s %s", name, value));
    }
}
