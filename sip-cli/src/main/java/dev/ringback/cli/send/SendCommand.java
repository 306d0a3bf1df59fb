package dev.ringback.cli.send;

import dev.ringback.cli.client.Target;
import dev.ringback.cli.terminal.Arguments;
import dev.ringback.cli.terminal.FailedException;
import dev.ringback.cli.terminal.Passwords;
import dev.ringback.cli.terminal.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ringback send`: sends one request, right or wrong, and prints what comes back.
@Command(
        name = "send",
        header = "Sends one request, right or wrong, and prints what comes back.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ringback send 127.0.0.1 INVITE sip:echo@localhost",
            "  ringback send tcp:127.0.0.1 OPTIONS sip:bob@localhost -H 'Max-Forwards: 0'",
            "  ringback send 127.0.0.1 OPTIONS sip:localhost -H 'Call-ID:' --sent",
            "  printf 'OPTIONS sip:x SIP/2.0\\r\\n\\r\\n' | ringback send 127.0.0.1 --raw -",
            "Headers that a request needs are there by themselves; INVITE has an offer. A call",
            "that is answered is hung up. Over UDP nothing is sent twice.",
            "Exit status: 0 a final response came, 1 none came, 2 wrong usage."
        })
public final class SendCommand implements Callable<Integer> {
    private static final int MOST = 1 << 24;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            paramLabel = "TARGET",
            description = "host, host:port or tcp:host:port to send to")
    private String target = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "METHOD", description = "the method")
    private @Nullable String method;

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "URI",
            description = "the Request-URI; the target itself by default")
    private @Nullable String uri;

    @Option(
            names = {"-H", "--header"},
            paramLabel = "'NAME: VALUE'",
            description = {
                "sets this header; 'NAME:' leaves it out,",
                "'NAME;' sends it without a value; may be repeated"
            })
    private List<String> headers = new ArrayList<>();

    @Option(
            names = {"-d", "--body"},
            paramLabel = "TEXT",
            description = "the body, in which \\n stands for a line end")
    private @Nullable String body;

    @Option(names = "--sip-version", paramLabel = "VERSION", description = "instead of 2.0")
    private String version = "2.0";

    @Option(
            names = {"-u", "--user"},
            paramLabel = "NAME",
            description = "sends it as this user of the Request-URI's host")
    private @Nullable String user;

    @Option(
            names = "--password",
            paramLabel = "PASSWORD",
            description = "answers a challenge with the user's password")
    private @Nullable String password;

    @Option(names = "--cancel", paramLabel = "TIME", description = "cancels it after so long")
    private @Nullable String cancel;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "sends from this port, where requests are heard and not answered")
    private int port;

    @Option(
            names = "--raw",
            paramLabel = "FILE",
            description = "sends the octets of a file, or of - for standard input, as they are")
    private @Nullable String raw;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5s",
            description = "how long to wait (${DEFAULT-VALUE})")
    private String timeout = "5s";

    @Option(names = "--sent", description = "prints what is sent, too")
    private boolean sent;

    @Option(names = "--json", description = "prints one JSON object for each message")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Target to = Target.parse(target);
        Duration patience = Arguments.duration("--timeout", timeout);
        Duration giveUp = cancel == null ? null : Arguments.duration("--cancel", cancel);
        if ((raw == null) == (method == null)) {
            throw new UsageException("give either METHOD or --raw FILE");
        }
        if (port < 0 || port > 65_535) {
            throw new UsageException("--port: " + port + " is no port");
        }
        if (password != null && user == null) {
            throw new UsageException("--password needs --user");
        }
        Exchange.Credentials credentials =
                user == null || password == null
                        ? null
                        : new Exchange.Credentials(user, Passwords.obtain(password, "Password"));
        byte[] octets = raw == null ? new byte[0] : octets(raw);
        try (Wire wire = Wire.open(to, port)) {
            Drafts drafts = new Drafts(to, wire.own());
            Answers answers = new Answers(spec.commandLine().getOut(), json, sent);
            Exchange exchange = new Exchange(wire, drafts, answers, patience);
            boolean answered =
                    method == null
                            ? exchange.raw(octets)
                            : exchange.run(drafts.first(wish(to, method)), credentials, giveUp);
            if (!answered) {
                throw new FailedException("no final response within " + timeout);
            }
            return 0;
        } catch (IOException e) {
            throw new FailedException(to + ": " + e.getMessage());
        }
    }

    private Drafts.Wish wish(Target to, String name) {
        String request = uri == null ? to.uri().toString() : uri;
        String text = body == null ? null : body.replace("\\n", "\r\n");
        return new Drafts.Wish(name, request, version, user, headers, text);
    }

    private static byte[] octets(String file) throws IOException {
        return file.equals("-") ? System.in.readNBytes(MOST) : Files.readAllBytes(Path.of(file));
    }
}
