package dev.ringback.cli.user;

import dev.ringback.cli.terminal.Passwords;
import dev.ringback.cli.terminal.Texts;
import dev.ringback.cli.terminal.UsageException;
import dev.ringback.cli.terminal.UserName;
import dev.ringback.subscribers.Subscriber;
import dev.ringback.subscribers.SubscriberStore;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ringback user add`: adds a user or gives it a new password.
@Command(
        name = "add",
        header = "Adds a user, or many; one that exists gets the new password.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ringback user add alice@example.com                asks for the password",
            "  echo secret | ringback user add alice@example.com",
            "  ringback user add --from users.txt                 lines of NAME[@DOMAIN]:PASSWORD",
            "Without @DOMAIN it is the first one of --config, or localhost."
        })
final class UserAddCommand implements Callable<Integer> {
    @Mixin private DataFolder folder = new DataFolder();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "NAME[@DOMAIN]", description = "the user")
    private @Nullable String user;

    @Option(names = "--password", paramLabel = "PASSWORD", description = "the user's password")
    private @Nullable String password;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "adds a user for each line NAME[@DOMAIN]:PASSWORD")
    private @Nullable Path from;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        if (from == null && user != null) {
            String secret = Passwords.obtain(password, "Password of " + user);
            Subscriber subscriber = subscriber(user, secret, folder.domain());
            boolean added = put(List.of(subscriber)) == 1;
            out.println((added ? "added " : "changed the password of ") + subscriber.address());
        } else if (from != null && user == null && password == null) {
            List<Subscriber> all = read(from, folder.domain());
            int added = put(all);
            String changed = added == all.size() ? "" : ", " + (all.size() - added) + " changed";
            out.println(Texts.count(added, "user") + " added" + changed);
        } else {
            throw new UsageException("give either NAME or --from FILE");
        }
        return 0;
    }

    private int put(List<Subscriber> users) throws Exception {
        try (SubscriberStore store = folder.store()) {
            return store.put(users);
        }
    }

    static Subscriber subscriber(String user, String password, String domain)
            throws UsageException {
        UserName name = UserName.parse(user);
        try {
            return Subscriber.withPassword(name.name(), name.domainOr(domain), password);
        } catch (IllegalArgumentException e) {
            throw new UsageException("user " + Texts.harmless(user) + ": " + e.getMessage());
        }
    }

    private static List<Subscriber> read(Path file, String domain) throws Exception {
        List<Subscriber> users = new ArrayList<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int colon = line.indexOf(':');
            if (colon < 1 || colon == line.length() - 1) {
                throw new UsageException(
                        file + ":" + (i + 1) + ": expected NAME[@DOMAIN]:PASSWORD");
            }
            try {
                users.add(subscriber(line.substring(0, colon), line.substring(colon + 1), domain));
            } catch (UsageException e) {
                throw new UsageException(file + ":" + (i + 1) + ": " + e.getMessage());
            }
        }
        return users;
    }

    private static List<String> lines(Path file) throws Exception {
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException _) {
            throw new UsageException(file + " is not UTF-8 text");
        }
    }
}
