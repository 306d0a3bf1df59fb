package dev.ringback.cli.message;

import dev.ringback.cli.call.AccountOptions;
import dev.ringback.cli.call.Interruption;
import dev.ringback.cli.client.Target;
import dev.ringback.cli.terminal.Arguments;
import dev.ringback.cli.terminal.Texts;
import dev.ringback.cli.terminal.UsageException;
import dev.ringback.events.Presence;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.sip.Body;
import dev.ringback.sip.OutgoingRequest;
import dev.ringback.sip.Publication;
import dev.ringback.sip.SipException;
import dev.ringback.subscription.Content;
import dev.ringback.uri.SipUri;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ringback publish`: publishes event state, RFC 3903.
@Command(
        name = "publish",
        header = "Publishes event state: that somebody can be reached, for example.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ringback publish alice@example.com --open --note 'at my desk' -u alice -a secret",
            "  ringback publish alice@127.0.0.1:5070 --closed --keep",
            "  ringback publish alice@pbx.example --event dialog --file d.xml --type TYPE",
            "  ringback publish alice@pbx.example --etag dx200xyz --remove",
            "TARGET is whose state it is, and who publishes unless --user says otherwise.",
            "Exit status: 0 published, 1 refused or unanswered, 2 wrong usage."
        })
public final class PublishCommand implements Callable<Integer> {
    private static final String PIDF = "application/pidf+xml";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private TargetOption target = new TargetOption();

    @Mixin private AccountOptions account = new AccountOptions();

    @Mixin private BodyOptions body = new BodyOptions();

    @Option(
            names = {"-e", "--event"},
            paramLabel = "NAME",
            defaultValue = "presence",
            description = "of which event package the state is (${DEFAULT-VALUE})")
    private String event = "presence";

    @ArgGroup private State state = new State();

    /// Presence without writing XML.
    static final class State {
        @Option(names = "--open", description = "the state: can be reached (presence)")
        private boolean open;

        @Option(names = "--closed", description = "the state: cannot be reached (presence)")
        private boolean closed;

        @Option(names = "--remove", description = "takes the version of --etag back")
        private boolean remove;
    }

    @Option(names = "--note", paramLabel = "TEXT", description = "a note beside the presence")
    private @Nullable String note;

    @Option(
            names = "--etag",
            paramLabel = "TAG",
            description = "the version that is refreshed, replaced or removed")
    private @Nullable String etag;

    @Option(
            names = {"-x", "--expires", "-ex"},
            paramLabel = "TIME",
            defaultValue = "1h",
            description = "for how long (${DEFAULT-VALUE})")
    private String expires = "1h";

    @Option(names = "--keep", description = "refreshes it until ^C, and takes it back then")
    private boolean keep;

    @Option(
            names = {"--timeout", "-timeout"},
            paramLabel = "TIME",
            defaultValue = "10s",
            description = "how long to wait for each answer (${DEFAULT-VALUE})")
    private String timeout = "10s";

    @Option(names = "--json", description = "prints a JSON object")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Target to = target.target();
        Duration patience = Arguments.duration("--timeout", timeout);
        SipUri uri = account.towards(to);
        OutgoingRequest request = request(uri);
        AnswerReport report =
                new AnswerReport(
                        to, spec.commandLine().getOut(), HeaderName.SIP_ETAG, HeaderName.EXPIRES);
        return Desk.with(
                account,
                uri,
                spec.commandLine().getErr(),
                desk ->
                        keep
                                ? keep(desk, request)
                                : report.print(desk.ask(request, patience), json));
    }

    private OutgoingRequest request(SipUri uri) throws UsageException {
        Body content = content(uri);
        if (state.remove && (etag == null || content != null || keep)) {
            throw new UsageException("--remove needs --etag, and nothing else to publish");
        }
        if (content == null && etag == null) {
            throw new UsageException("nothing to publish: give --open, --closed, --body or --file");
        }
        if (keep && etag != null) {
            throw new UsageException("--keep begins a publication of its own, without --etag");
        }
        long seconds = state.remove ? 0 : Arguments.duration("--expires", expires).toSeconds();
        OutgoingRequest request =
                OutgoingRequest.of(Method.PUBLISH, uri)
                        .header("From", "<" + from(uri) + ">")
                        .header("Event", event)
                        .header("Expires", String.valueOf(seconds));
        if (etag != null) {
            request = request.header("SIP-If-Match", etag);
        }
        return content == null ? request : body.describe(request.body(content));
    }

    private SipUri from(SipUri uri) throws UsageException {
        return account.named() ? account.address(uri.host()) : uri.withoutParameters();
    }

    private @Nullable Body content(SipUri uri) throws UsageException {
        boolean presence = state.open || state.closed;
        if (presence && body.given()) {
            throw new UsageException("give either --open or --closed, or --body or --file");
        }
        if (!presence) {
            return body.body(PIDF);
        }
        Presence told = Presence.of(uri.withoutParameters(), state.open);
        Content written = (note == null ? told : told.noted(note)).content();
        return Body.of(written.type(), written.bytes());
    }

    private int keep(Desk desk, OutgoingRequest request) throws SipException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Publication publication = desk.agent().publish(request);
        out.println(
                "published for "
                        + publication.granted().toSeconds()
                        + " s as "
                        + Texts.harmless(publication.entityTag())
                        + ", ^C takes it back");
        out.flush();
        CountDownLatch over = new CountDownLatch(1);
        try (Interruption interruption = new Interruption(over::countDown)) {
            over.await();
            publication.close();
            interruption.finished(0);
        }
        return 0;
    }
}
