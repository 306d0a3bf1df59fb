package dev.ringback.cli.domain;

import dev.ringback.cli.user.DataFolder;
import dev.ringback.subscribers.SubscriberStore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ringback domain add`: adds a domain.
@Command(name = "add", header = "Adds a domain.")
final class DomainAddCommand implements Callable<Integer> {
    @Mixin private DataFolder folder = new DataFolder();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DOMAIN", description = "a domain name")
    private String domain = "";

    @Override
    public Integer call() throws Exception {
        String name = DomainCommand.parse(domain);
        try (SubscriberStore store = folder.store()) {
            String said = store.addDomain(name) ? "added " + name : name + " was there already";
            spec.commandLine().getOut().println(said);
        }
        return 0;
    }
}
