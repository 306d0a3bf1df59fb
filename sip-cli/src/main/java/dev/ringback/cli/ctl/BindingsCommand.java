package dev.ringback.cli.ctl;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `ringback bindings`: who is registered where, of a server that runs.
@Command(
        name = "bindings",
        header = "Lists and removes the bindings of a running server.",
        subcommands = {
            BindingsListCommand.class,
            BindingsShowCommand.class,
            BindingsRemoveCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ringback bindings ls",
            "  ringback bindings show alice@example.com",
            "  ringback bindings rm alice@example.com sip:alice@192.0.2.7:5062"
        })
public final class BindingsCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    /// As it comes from the command line.
    public BindingsCommand() {}

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }
}
