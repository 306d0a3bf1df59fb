package dev.ringback.cli.user;

import dev.ringback.cli.terminal.Passwords;
import dev.ringback.cli.terminal.UserName;
import dev.ringback.subscribers.Subscriber;
import dev.ringback.subscribers.SubscriberStore;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ringback user passwd`: gives a user that exists a new password.
@Command(
        name = "passwd",
        header = "Gives a user a new password.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ringback user passwd alice@example.com             asks for the password",
            "  echo secret | ringback user passwd alice@example.com"
        })
final class UserPasswordCommand implements Callable<Integer> {
    @Mixin private DataFolder folder = new DataFolder();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "NAME[@DOMAIN]", description = "the user")
    private String user = "";

    @Option(names = "--password", paramLabel = "PASSWORD", description = "the new password")
    private @Nullable String password;

    @Override
    public Integer call() throws Exception {
        UserName name = UserName.parse(user);
        String domain = name.domainOr(folder.domain());
        try (SubscriberStore store = folder.store()) {
            if (store.find(name.name(), domain) == null) {
                String address = name.name() + "@" + domain;
                throw UserRemoveCommand.unknown(address, store, folder.place());
            }
            String secret = Passwords.obtain(password, "New password of " + user);
            Subscriber changed = UserAddCommand.subscriber(user, secret, domain);
            store.put(List.of(changed));
            spec.commandLine().getOut().println("changed the password of " + changed.address());
        }
        return 0;
    }
}
