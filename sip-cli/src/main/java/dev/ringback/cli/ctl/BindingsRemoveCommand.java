package dev.ringback.cli.ctl;

import dev.ringback.cli.terminal.Texts;
import dev.ringback.control.ControlClient;
import dev.ringback.control.ControlRequest;
import dev.ringback.control.JsonLine;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ringback bindings rm`: removes a user's bindings. The phones register again when they like.
@Command(name = "rm", header = "Removes the bindings of a user, or one of them.")
final class BindingsRemoveCommand implements Callable<Integer> {
    @Mixin private WhichServer which = new WhichServer();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "USER", description = "alice, or alice@example.com")
    private String user = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "CONTACT",
            description = "one contact, as 'bindings ls' prints it; without it all")
    private @Nullable String contact;

    @Option(names = "--json", description = "prints a JSON object")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("user", user);
        if (contact != null) {
            arguments.put("contact", contact);
        }
        try (ControlClient client = which.connect()) {
            Map<String, @Nullable Object> answer =
                    client.ask(new ControlRequest("unbind", arguments));
            spec.commandLine()
                    .getOut()
                    .println(
                            json
                                    ? JsonLine.write(answer)
                                    : "removed "
                                            + Texts.count(
                                                    new Answer(answer).number("removed"),
                                                    "binding"));
        }
        return 0;
    }
}
