package dev.ringback.cli.user;

import dev.ringback.cli.terminal.Json;
import dev.ringback.subscribers.Subscriber;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ringback user ls`: lists the users of the data folder.
@Command(name = "ls", header = "Lists the users, one on a line.")
final class UserListCommand implements Callable<Integer> {
    @Mixin private DataFolder folder = new DataFolder();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "prints a JSON array")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        List<Subscriber> users = folder.users().load();
        if (json) {
            out.println(Json.write(users.stream().map(UserListCommand::object).toList()));
        } else {
            users.forEach(user -> out.println(user.address()));
        }
        return 0;
    }

    private static Map<String, String> object(Subscriber user) {
        return Map.of("address", user.address());
    }
}
