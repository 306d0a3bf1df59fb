package dev.ringback.cli.ctl;

import dev.ringback.cli.terminal.Texts;
import dev.ringback.control.ControlClient;
import dev.ringback.control.ControlRequest;
import dev.ringback.control.JsonLine;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ringback bindings ls`, which `ringback ctl bindings` is, too: who is registered where.
@Command(
        name = "ls",
        aliases = "bindings",
        header = "Lists who is registered where, one binding on a line.")
final class BindingsListCommand implements Callable<Integer> {
    @Mixin private WhichServer which = new WhichServer();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "USER",
            description = "alice, or alice@example.com; without it everybody")
    private @Nullable String user;

    @Option(names = "--json", description = "prints a JSON array")
    private boolean json;

    private String before = "[";

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (ControlClient client = which.connect()) {
            Map<String, Object> arguments = new LinkedHashMap<>();
            if (user != null) {
                arguments.put("user", user);
            }
            client.ask(
                    new ControlRequest("bindings", arguments),
                    item -> print(out, new Answer(item)));
        }
        if (json) {
            out.println(before.equals("[") ? "[]" : "]");
        }
        return 0;
    }

    /// As it comes: there may be a million.
    private void print(PrintWriter out, Answer binding) {
        if (json) {
            out.println(before + JsonLine.write(binding.values()));
            before = ",";
        } else {
            out.println(line(binding));
        }
    }

    static String line(Answer binding) {
        List<String> path = binding.texts("path");
        String text =
                binding.text("user")
                        + "  "
                        + binding.text("contact")
                        + "  "
                        + binding.text("transport")
                        + ", "
                        + binding.number("expires")
                        + " s left"
                        + (binding.text("q") == null ? "" : ", q " + binding.text("q"))
                        + (path.isEmpty() ? "" : ", by " + String.join(" ", path))
                        + ("false".equals(binding.text("reachable")) ? ", its flow is gone" : "");
        return Texts.harmless(text);
    }
}
