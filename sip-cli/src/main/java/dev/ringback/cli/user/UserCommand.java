package dev.ringback.cli.user;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `ringback user`: the users in a server's store. A running server notices changes.
@Command(
        name = "user",
        header = "Adds, lists, imports and removes users.",
        description = "A running server takes changes over within a second or two.",
        subcommands = {
            UserAddCommand.class,
            UserPasswordCommand.class,
            UserImportCommand.class,
            UserListCommand.class,
            UserRemoveCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ringback user add alice@example.com",
            "  ringback user import users.sql                     from a Kamailio",
            "  ringback user ls",
            "  ringback user rm alice@example.com"
        })
public final class UserCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }
}
