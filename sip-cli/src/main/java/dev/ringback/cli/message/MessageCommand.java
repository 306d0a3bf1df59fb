package dev.ringback.cli.message;

import dev.ringback.cli.call.AccountOptions;
import dev.ringback.cli.client.Target;
import dev.ringback.cli.terminal.Arguments;
import dev.ringback.cli.terminal.UsageException;
import dev.ringback.header.Method;
import dev.ringback.sip.Body;
import dev.ringback.sip.OutgoingRequest;
import dev.ringback.uri.SipUri;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ringback message`: sends one MESSAGE, RFC 3428.
@Command(
        name = "message",
        header = "Sends a text to somebody.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ringback message sip:bob@example.com 'Lunch at noon?'",
            "  ringback message bob@127.0.0.1:5070 hello -u alice --password alice",
            "  date | ringback message tcp:bob@pbx.example --json",
            "  ringback message bob@pbx.example --type text/html --file note.html",
            "  ringback message -s sip:bob@pbx.example -B hello -c sip:alice@example.com",
            "  ringback message bob@example.com secret --encrypt --keyring people.pem",
            "Without a text it is read from standard input. Exit status: 0 taken, 1 not, 2 usage."
        })
public final class MessageCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private TargetOption target = new TargetOption();

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "TEXT", description = "what to say")
    private List<String> words = new ArrayList<>();

    @Mixin private AccountOptions account = new AccountOptions();

    @Mixin private BodyOptions body = new BodyOptions();

    @Option(names = "-c", hidden = true, paramLabel = "SIPURI", description = "From, as sipsak")
    private String from = "";

    @Option(
            names = {"--timeout", "-timeout"},
            paramLabel = "TIME",
            defaultValue = "10s",
            description = "how long to wait for the answer (${DEFAULT-VALUE})")
    private String timeout = "10s";

    @Option(names = "--json", description = "prints a JSON object")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Target to = target.target();
        Duration patience = Arguments.duration("--timeout", timeout);
        SipUri uri = account.towards(to);
        OutgoingRequest request = request(uri);
        AnswerReport report = new AnswerReport(to, spec.commandLine().getOut());
        return Desk.with(
                account,
                uri,
                spec.commandLine().getErr(),
                desk -> report.print(desk.ask(request, patience), json));
    }

    private OutgoingRequest request(SipUri uri) throws UsageException, IOException {
        OutgoingRequest request =
                body.describe(OutgoingRequest.of(Method.MESSAGE, uri).body(content()));
        return from.isEmpty()
                ? request
                : request.header("From", "<" + Target.parse(from).uri() + ">");
    }

    private Body content() throws UsageException, IOException {
        List<String> said = new ArrayList<>(words);
        String spare = target.spare();
        if (spare != null) {
            said.addFirst(spare);
        }
        if (!said.isEmpty() && body.given()) {
            throw new UsageException("give either TEXT or --body or --file");
        }
        Body given = body.body("text/plain;charset=UTF-8");
        if (given != null) {
            return given;
        }
        byte[] text =
                said.isEmpty()
                        ? System.in.readAllBytes()
                        : String.join(" ", said).getBytes(StandardCharsets.UTF_8);
        if (text.length == 0) {
            throw new UsageException("nothing to say: give TEXT, or a text on standard input");
        }
        return body.of(text, "text/plain;charset=UTF-8");
    }
}
