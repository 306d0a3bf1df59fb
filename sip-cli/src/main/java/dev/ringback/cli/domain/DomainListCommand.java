package dev.ringback.cli.domain;

import dev.ringback.cli.terminal.Texts;
import dev.ringback.cli.user.DataFolder;
import dev.ringback.control.JsonLine;
import dev.ringback.subscribers.SubscriberStore;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ringback domain ls`: lists the domains of the store.
@Command(name = "ls", header = "Lists the domains of the store, one on a line.")
final class DomainListCommand implements Callable<Integer> {
    @Mixin private DataFolder folder = new DataFolder();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "prints a JSON array")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        List<String> domains = domains();
        if (json) {
            out.println(
                    JsonLine.write(domains.stream().map(each -> Map.of("domain", each)).toList()));
        } else {
            domains.forEach(each -> out.println(Texts.harmless(each)));
        }
        return 0;
    }

    private List<String> domains() throws Exception {
        try (SubscriberStore store = folder.store()) {
            return store.load().domains().stream().sorted().toList();
        }
    }
}
