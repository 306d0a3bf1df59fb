package dev.ringback.cli.message;

import dev.ringback.cli.call.HeaderOption;
import dev.ringback.cli.call.Interruption;
import dev.ringback.cli.call.TlsTrust;
import dev.ringback.cli.client.Target;
import dev.ringback.cli.terminal.Arguments;
import dev.ringback.cli.terminal.FailedException;
import dev.ringback.cli.terminal.Passwords;
import dev.ringback.cli.terminal.Texts;
import dev.ringback.cli.terminal.UsageException;
import dev.ringback.cli.terminal.UserName;
import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.message.SipsAddresses;
import dev.ringback.sip.OutgoingRequest;
import dev.ringback.sip.Registration;
import dev.ringback.sip.SipClient;
import dev.ringback.sip.SipException;
import dev.ringback.sip.UserAgent;
import dev.ringback.stack.ListenPoint;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
            "  ringback register 127.0.0.1 --user alice --password alice --keep",
            "  ringback register -s sip:127.0.0.1 -u alice -a alice -x 600 -C sip:a@192.0.2.7",
            "Without --password it is asked for, or read from standard input.",
            "Exit status: 0 done, 1 refused or unanswered, 2 wrong usage."
        })
public final class RegisterCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private TargetOption target = new TargetOption();

    @Option(
            names = {"-u", "--user", "-fu"},
            required = true,
            paramLabel = "NAME[@DOMAIN]",
            description = "whom to register; the domain is the target's host by default")
    private String user = "";

    @Option(
            names = {"--password", "-a", "-ap"},
            paramLabel = "PASSWORD",
            description = "the user's password")
    private @Nullable String password;

    @Option(
            names = {"--auth-user", "-au"},
            paramLabel = "NAME",
            description = "the name that goes with the password, where it is another one")
    private @Nullable String authUser;

    @Option(
            names = {"--contact", "-C", "-cu"},
            paramLabel = "URI",
            description = "where the user is; this command's own socket by default")
    private @Nullable String contact;

    @Option(
            names = {"--expires", "-x", "-ex"},
            paramLabel = "TIME",
            defaultValue = "1h",
            description = "for how long (${DEFAULT-VALUE})")
    private String expires = "1h";

    @Option(
            names = {"-H", "--header", "-xh"},
            paramLabel = "'NAME: VALUE'",
            description = "one header line more; may be repeated")
    private List<String> headers = new ArrayList<>();

    @Option(names = "-cb", hidden = true, description = "nothing: sipexer asks so for a Contact")
    void contactBuilt(boolean asked) {
        // A Contact is there anyhow.
    }

    @ArgGroup private What what = new What();

    /// What to do instead of adding.
    static final class What {
        @Option(names = "--unregister", description = "removes --contact, or all of them")
        private boolean unregister;

        @Option(names = "--fetch", description = "only lists what is registered")
        private boolean fetch;

        @Option(names = "--keep", description = "stays registered, and refreshes, until ^C")
        private boolean keep;
    }

    @Option(
            names = {"--timeout", "-timeout"},
            paramLabel = "TIME",
            defaultValue = "5s",
            description = "how long to wait for each answer (${DEFAULT-VALUE})")
    private String timeout = "5s";

    @Mixin private TlsTrust tls = new TlsTrust();

    @Option(names = "--json", description = "prints a JSON object")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Target to = target.target();
        UserName name = UserName.parse(user);
        Duration patience = Arguments.duration("--timeout", timeout);
        Duration lifetime = Arguments.duration("--expires", expires);
        if (contact != null && Uri.parse(contact) == null) {
            throw new UsageException("--contact: '" + contact + "' is no URI");
        }
        SipUri aor = addressOfRecord(to, name);
        RegisterReport report = new RegisterReport(aor, spec.commandLine().getOut());
        SipClient.Builder layers = Desk.client(List.of(), to.uri().host()).tls(tls.options());
        if (!to.url().isEmpty()) {
            layers.webSocket(to.url());
        }
        try (SipClient client = layers.build()) {
            if (what.keep) {
                return keep(agent(client, to, name, Passwords.obtain(password, prompt())), report);
            }
            OutgoingRequest request = request(local(client, to), to, name, lifetime);
            Desk first = Desk.of(client, agent(client, to, name, password));
            Outcome outcome = first.ask(request, patience);
            if (password == null && challenged(outcome)) {
                String obtained = Passwords.obtain(null, prompt());
                Desk second = Desk.of(client, agent(client, to, name, obtained));
                outcome = second.ask(request, patience);
            }
            return report.print(outcome, json);
        } catch (SipException e) {
            throw new FailedException(Texts.message(e));
        }
    }

    private String prompt() {
        return "Password of " + user;
    }

    private static boolean challenged(Outcome outcome) {
        return outcome instanceof Outcome.Answered(var response, Duration _)
                && (response.status() == 401 || response.status() == 407);
    }

    private UserAgent agent(SipClient client, Target to, UserName name, @Nullable String secret)
            throws UsageException {
        UserAgent.Builder agent =
                client.userAgent(addressOfRecord(to, name).toString())
                        .registrar(registrar(to, name).toString())
                        .contactUser(name.name())
                        .expires(Arguments.duration("--expires", expires))
                        .reactions(what.keep ? all -> all : all -> all.report(423));
        if (name.domain() != null) {
            agent.proxy(Target.parse(to.toString()).uri().toString());
        }
        if (secret != null) {
            agent.credentials(authUser == null ? name.name() : authUser, secret);
        }
        if (what.keep) {
            for (String line : headers) {
                HeaderOption header = HeaderOption.parse("--header", line);
                agent.header(header.name(), header.value());
            }
        }
        return agent.build();
    }

    /// Registers, and stays until ^C.
    private int keep(UserAgent agent, RegisterReport report)
            throws SipException, InterruptedException {
        Registration registration = agent.register();
        report.bindings(registration.contacts(), json);
        CountDownLatch over = new CountDownLatch(1);
        registration.onFailure(
                failure ->
                        spec.commandLine()
                                .getErr()
                                .println("not refreshed: " + failure.status() + ", trying again"));
        try (Interruption interruption = new Interruption(over::countDown)) {
            over.await();
            registration.close();
            interruption.finished(0);
        }
        return 0;
    }

    /// The Request-URI: the domain, RFC 3261 §10.2.
    private static SipUri registrar(Target to, UserName name) throws UsageException {
        String domain = name.domain();
        return domain == null
                ? Target.parse(to.toString()).uri()
                : SipUri.of(to.uri().secure(), null, domain, -1);
    }

    /// Of a SIPS registrar it is a SIPS URI, as the own contact is: RFC 5630 §5.1.1.1.
    private SipUri addressOfRecord(Target to, UserName name) throws UsageException {
        boolean sips = to.uri().secure() && (contact == null || contact.startsWith("sips:"));
        try {
            return SipUri.of(sips, name.name(), name.domainOr(to.host()), -1);
        } catch (IllegalArgumentException e) {
            throw new UsageException("user " + name.name() + ": " + e.getMessage());
        }
    }

    private OutgoingRequest request(ListenPoint local, Target to, UserName name, Duration lifetime)
            throws UsageException {
        OutgoingRequest request =
                OutgoingRequest.of(Method.REGISTER, registrar(to, name))
                        .header("To", NameAddress.of(addressOfRecord(to, name)).toString());
        for (String line : headers) {
            HeaderOption header = HeaderOption.parse("--header", line);
            request = request.header(header.name(), header.value());
        }
        if (what.fetch) {
            return request;
        }
        if (what.unregister && contact == null) {
            return request.header("Contact", "*").header("Expires", "0");
        }
        String uri = contact == null ? own(local, to, name) : contact;
        long seconds = what.unregister ? 0 : lifetime.toSeconds();
        return request.header("Contact", "<" + uri + ">;expires=" + seconds);
    }

    private static ListenPoint local(SipClient client, Target to) {
        return client.listenPoints().stream()
                .filter(point -> point.transport() == to.transport())
                .findFirst()
                .orElseThrow();
    }

    private static String own(ListenPoint local, Target to, UserName name) {
        SipUri plain =
                SipUri.of(false, name.name(), local.advertisedHost(), local.advertisedPort())
                        .withParameter("transport", local.transport().parameter());
        NameAddress own = NameAddress.of(plain);
        return (to.uri().secure() ? SipsAddresses.secured(own) : own).uri().toString();
    }
}
