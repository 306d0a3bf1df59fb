package dev.ringback.cli.ctl;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `ringback ctl`: operates a server that runs.
@Command(
        name = "ctl",
        header = "Operates a running server.",
        description = "Command and server meet at the socket ctl.sock in the server's data folder.",
        subcommands = {
            StatusCommand.class,
            DrainCommand.class,
            ResumeCommand.class,
            ReloadCommand.class,
            BindingsListCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ringback ctl status",
            "  ringback ctl reload --config /etc/ringback/ringback.yaml",
            "  ringback ctl drain --wait 10m"
        })
public final class CtlCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    /// As it comes from the command line.
    public CtlCommand() {}

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }
}
