package dev.ringback.cli.ctl;

import dev.ringback.cli.terminal.Texts;
import dev.ringback.control.ControlClient;
import dev.ringback.control.ControlException;
import dev.ringback.control.ControlRequest;
import dev.ringback.control.JsonLine;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ringback ctl reload`: has a server read everything anew.
@Command(
        name = "reload",
        header = "Has the server read configuration, users, rules and certificates anew.",
        description = {
            "All of it is checked first and put in force in one step; where anything is wrong",
            "nothing changes, and the exit status is 1."
        })
final class ReloadCommand implements Callable<Integer> {
    @Mixin private WhichServer which = new WhichServer();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "prints a JSON object")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (ControlClient client = which.connect()) {
            Map<String, @Nullable Object> answer = client.ask(new ControlRequest("reload"));
            if (json) {
                out.println(JsonLine.write(answer));
            } else {
                print(out, new Answer(answer));
            }
            return 0;
        } catch (ControlException e) {
            if (json) {
                out.println(JsonLine.write(Map.of("error", String.valueOf(e.getMessage()))));
            }
            throw e;
        }
    }

    private static void print(PrintWriter out, Answer answer) {
        out.println(
                "version "
                        + answer.text("number")
                        + " is in force, with "
                        + Texts.count(answer.number("users"), "user"));
        List<String> pending = answer.texts("pending");
        if (!pending.isEmpty()) {
            out.println("needs a restart: " + Texts.harmless(String.join(", ", pending)));
        }
    }
}
