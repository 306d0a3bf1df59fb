package dev.ringback.cli.ctl;

import dev.ringback.control.ControlClient;
import dev.ringback.control.ControlRequest;
import dev.ringback.control.JsonLine;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ringback ctl resume`: ends a draining.
@Command(name = "resume", header = "Has the server take new work again.")
final class ResumeCommand implements Callable<Integer> {
    @Mixin private WhichServer which = new WhichServer();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "prints a JSON object")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        try (ControlClient client = which.connect()) {
            Map<String, @Nullable Object> answer = client.ask(new ControlRequest("resume"));
            spec.commandLine()
                    .getOut()
                    .println(json ? JsonLine.write(answer) : "the server takes new work");
        }
        return 0;
    }
}
