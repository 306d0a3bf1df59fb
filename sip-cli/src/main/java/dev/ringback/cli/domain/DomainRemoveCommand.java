package dev.ringback.cli.domain;

import dev.ringback.cli.terminal.FailedException;
import dev.ringback.cli.user.DataFolder;
import dev.ringback.config.Suggestion;
import dev.ringback.subscribers.SubscriberStore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ringback domain rm`: removes a domain.
@Command(name = "rm", header = "Removes a domain; its users stay, and are served no more.")
final class DomainRemoveCommand implements Callable<Integer> {
    @Mixin private DataFolder folder = new DataFolder();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DOMAIN", description = "the domain")
    private String domain = "";

    @Override
    public Integer call() throws Exception {
        String name = DomainCommand.parse(domain);
        try (SubscriberStore store = folder.store()) {
            if (!store.removeDomain(name)) {
                String meant = Suggestion.nearest(name, store.load().domains());
                String hint = meant == null ? "" : ", did you mean " + meant + "?";
                throw new FailedException(
                        "there is no domain " + name + " in " + folder.place() + hint);
            }
        }
        spec.commandLine().getOut().println("removed " + name);
        return 0;
    }
}
