package dev.ringback.cli.client;

import dev.ringback.cli.client.SipClient.Outcome;
import dev.ringback.cli.terminal.Arguments;
import dev.ringback.cli.terminal.Passwords;
import dev.ringback.cli.terminal.UsageException;
import dev.ringback.cli.terminal.UserName;
import dev.ringback.stack.ListenPoint;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ringback register`: adds, lists and removes the bindings of a user, RFC 3261 §10.2.
@Command(
        name = "register",
        header = "Adds, lists and removes the registrations of a user.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ringback register 127.0.0.1 --user alice --password alice",
            "  ringback register 127.0.0.1 --user alice --contact sip:alice@127.0.0.1:5070",
            "  ringback register tcp:127.0.0.1 --user alice@example.com --fetch --json",
            "  ringback register 127.0.0.1 --user alice --unregister",
            "Without --password it is asked for, or read from standard input.",
            "Exit status: 0 done, 1 refused or unanswered, 2 wrong usage."
        })
public final class RegisterCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "TARGET",
            description = "the registrar: host, host:port, tcp:host:port or sip:host;transport=tcp")
    private String target = "";

    @Option(
            names = {"-u", "--user"},
            required = true,
            paramLabel = "NAME[@DOMAIN]",
            description = "whom to register; the domain is the target's host by default")
    private String user = "";

    @Option(names = "--password", paramLabel = "PASSWORD", description = "the user's password")
    private @Nullable String password;

    @Option(
            names = "--contact",
            paramLabel = "URI",
            description = "where the user is; this command's own socket by default")
    private @Nullable String contact;

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            defaultValue = "1h",
            description = "for how long (${DEFAULT-VALUE})")
    private String expires = "1h";

    @ArgGroup private What what = new What();

    /// What to do instead of adding.
    static final class What {
        @Option(names = "--unregister", description = "removes --contact, or all of them")
        private boolean unregister;

        @Option(names = "--fetch", description = "only lists what is registered")
        private boolean fetch;
    }

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5s",
            description = "how long to wait for each answer (${DEFAULT-VALUE})")
    private String timeout = "5s";

    @Option(names = "--json", description = "prints a JSON object")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Target to = Target.parse(target);
        UserName name = UserName.parse(user);
        Duration patience = Arguments.duration("--timeout", timeout);
        Duration lifetime = Arguments.duration("--expires", expires);
        if (contact != null && Uri.parse(contact) == null) {
            throw new UsageException("--contact: '" + contact + "' is no URI");
        }
        try (SipClient client = SipClient.open(to)) {
            SipUri aor = addressOfRecord(to, name);
            Registration.Wish wish = wish(client.local(), name, lifetime);
            Registration registration =
                    new Registration(client, registrar(to, name), aor, patience);
            Outcome outcome = registration.run(wish, name.name(), this::password);
            RegisterReport report = new RegisterReport(aor, spec.commandLine().getOut());
            return report.print(outcome, json);
        }
    }

    private String password() throws Exception {
        return Passwords.obtain(password, "Password of " + user);
    }

    /// The Request-URI: the domain, RFC 3261 §10.2.
    private static SipUri registrar(Target to, UserName name) throws UsageException {
        String domain = name.domain();
        return domain == null
                ? Target.parse(to.toString()).uri()
                : SipUri.of(to.uri().secure(), null, domain, -1);
    }

    private static SipUri addressOfRecord(Target to, UserName name) throws UsageException {
        boolean own = name.domain() != null;
        int port = own || to.port() == to.transport().defaultPort() ? -1 : to.port();
        try {
            return SipUri.of(false, name.name(), name.domainOr(to.host()), port);
        } catch (IllegalArgumentException e) {
            throw new UsageException("user " + name.name() + ": " + e.getMessage());
        }
    }

    private Registration.Wish wish(ListenPoint local, UserName name, Duration lifetime) {
        if (what.fetch) {
            return new Registration.Wish.Fetch();
        }
        if (what.unregister && contact == null) {
            return new Registration.Wish.RemoveAll();
        }
        String uri = contact == null ? own(local, name) : contact;
        long seconds = what.unregister ? 0 : lifetime.toSeconds();
        return new Registration.Wish.Bind(uri, seconds);
    }

    private static String own(ListenPoint local, UserName name) {
        SipUri uri = SipUri.of(false, name.name(), local.advertisedHost(), local.advertisedPort());
        return uri.withParameter("transport", local.transport().parameter()).toString();
    }
}
