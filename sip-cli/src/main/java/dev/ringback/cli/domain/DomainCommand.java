package dev.ringback.cli.domain;

import dev.ringback.cli.terminal.UsageException;
import dev.ringback.config.HostName;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `ringback domain`: the domains in a server's store. A running server notices changes.
@Command(
        name = "domain",
        header = "Adds, lists and removes domains that are served.",
        description = {
            "They are served besides those of the configuration (domains:). A running server takes",
            "changes over within a second or two."
        },
        subcommands = {DomainAddCommand.class, DomainListCommand.class, DomainRemoveCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ringback domain add example.com",
            "  ringback domain ls",
            "  ringback domain rm example.com"
        })
public final class DomainCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    /// As it comes from the command line.
    public DomainCommand() {}

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }

    /// A domain as it is written on the command line.
    static String parse(String text) throws UsageException {
        try {
            String domain = HostName.parse(text);
            if (domain.equals("localhost") || domain.matches(".*:.*|[0-9.]+")) {
                throw new UsageException(
                        "'" + text + "' is one host: name it in the configuration, domains:");
            }
            return domain;
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
