package dev.ringback.cli.ban;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `ringback ban`: the bans of the server that runs with a data folder.
@Command(
        name = "ban",
        header = "Lists the sources that a running server has banned, and ends bans.",
        description = "Server and command meet in the server's data folder.",
        subcommands = {BanListCommand.class, BanRemoveCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {"  ringback ban ls", "  ringback ban rm 192.0.2.66", "  ringback ban rm --all"})
public final class BanCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    /// As it comes from the command line.
    public BanCommand() {}

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }
}
