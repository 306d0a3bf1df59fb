package dev.ringback.cli.ctl;

import dev.ringback.cli.terminal.FailedException;
import dev.ringback.cli.terminal.Texts;
import dev.ringback.control.ControlClient;
import dev.ringback.control.ControlRequest;
import dev.ringback.control.JsonLine;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ringback bindings show`: where one user is registered; exit status 1 for nowhere.
@Command(name = "show", header = "Shows where a user is registered.")
final class BindingsShowCommand implements Callable<Integer> {
    @Mixin private WhichServer which = new WhichServer();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "USER", description = "alice, or alice@example.com")
    private String user = "";

    @Option(names = "--json", description = "prints a JSON array")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        List<Answer> bindings = new ArrayList<>();
        try (ControlClient client = which.connect()) {
            client.ask(
                    new ControlRequest("bindings", Map.of("user", user)),
                    item -> bindings.add(new Answer(item)));
        }
        if (json) {
            out.println(JsonLine.write(bindings.stream().map(Answer::values).toList()));
        } else {
            bindings.forEach(one -> out.println(BindingsListCommand.line(one)));
        }
        if (bindings.isEmpty()) {
            throw new FailedException(Texts.harmless(user) + " is registered nowhere");
        }
        return 0;
    }
}
