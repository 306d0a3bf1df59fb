package dev.ringback.cli.user;

import dev.ringback.cli.terminal.FailedException;
import dev.ringback.cli.terminal.UserName;
import dev.ringback.config.Suggestion;
import dev.ringback.subscribers.Subscriber;
import dev.ringback.subscribers.SubscriberStore;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ringback user rm`: removes a user.
@Command(name = "rm", header = "Removes a user; what it has registered runs out by itself.")
final class UserRemoveCommand implements Callable<Integer> {
    @Mixin private DataFolder folder = new DataFolder();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "NAME[@DOMAIN]", description = "the user")
    private String user = "";

    @Override
    public Integer call() throws Exception {
        UserName name = UserName.parse(user);
        String domain = name.domainOr(folder.domain());
        String address = name.name() + "@" + domain;
        try (SubscriberStore store = folder.store()) {
            if (!store.remove(name.name(), domain)) {
                throw unknown(address, store, folder.place());
            }
        }
        spec.commandLine().getOut().println("removed " + address);
        return 0;
    }

    /// There is no such user, and perhaps one whose name is similar.
    static FailedException unknown(String address, SubscriberStore store, String place)
            throws IOException {
        List<String> known = store.load().subscribers().stream().map(Subscriber::address).toList();
        String meant = Suggestion.nearest(address, known);
        String hint = meant == null ? "" : ", did you mean " + meant + "?";
        return new FailedException("there is no user " + address + " in " + place + hint);
    }
}
