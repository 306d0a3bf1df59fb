package dev.ringback.cli.user;

import dev.ringback.auth.DigestAlgorithm;
import dev.ringback.control.JsonLine;
import dev.ringback.subscribers.Subscriber;
import dev.ringback.subscribers.SubscriberStore;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ringback user ls`: lists the users of the store.
@Command(name = "ls", header = "Lists the users by name, one on a line.")
final class UserListCommand implements Callable<Integer> {
    @Mixin private DataFolder folder = new DataFolder();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "prints a JSON array")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        List<Subscriber> users = users();
        if (json) {
            out.println(JsonLine.write(users.stream().map(UserListCommand::object).toList()));
        } else {
            users.forEach(user -> out.println(user.address()));
        }
        return 0;
    }

    private List<Subscriber> users() throws Exception {
        try (SubscriberStore store = folder.store()) {
            return store.load().subscribers().stream()
                    .sorted(Comparator.comparing(Subscriber::address))
                    .toList();
        }
    }

    private static Map<String, Object> object(Subscriber user) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("address", user.address());
        object.put(
                "algorithms",
                Subscriber.STORED.stream()
                        .filter(user.ha1()::containsKey)
                        .map(DigestAlgorithm::token)
                        .toList());
        return object;
    }
}
