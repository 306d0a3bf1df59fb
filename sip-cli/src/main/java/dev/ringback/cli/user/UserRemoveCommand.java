package dev.ringback.cli.user;

import dev.ringback.cli.terminal.FailedException;
import dev.ringback.cli.terminal.UserName;
import dev.ringback.config.Suggestion;
import dev.ringback.subscribers.Subscriber;
import dev.ringback.subscribers.UsersFile;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ringback user rm`: removes a user of the data folder.
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
        UsersFile users = folder.users();
        List<String> known = users.load().stream().map(Subscriber::address).toList();
        String address = name.name() + "@" + domain;
        if (!known.contains(address) || !users.remove(name.name(), domain)) {
            String meant = Suggestion.nearest(address, known);
            throw new FailedException(
                    "there is no user "
                            + address
                            + " in "
                            + users.path()
                            + (meant == null ? "" : ", did you mean " + meant + "?"));
        }
        spec.commandLine().getOut().println("removed " + address);
        return 0;
    }
}
