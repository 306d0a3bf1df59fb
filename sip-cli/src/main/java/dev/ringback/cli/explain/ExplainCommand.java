package dev.ringback.cli.explain;

import dev.ringback.app.Enquiry;
import dev.ringback.app.Explainer;
import dev.ringback.cli.serve.ServeOptions;
import dev.ringback.cli.terminal.FailedException;
import dev.ringback.cli.terminal.UsageException;
import dev.ringback.config.ConfigException;
import dev.ringback.config.ServerConfig;
import dev.ringback.control.JsonLine;
import dev.ringback.explain.Explanation;
import dev.ringback.routing.trial.Trial;
import dev.ringback.stack.Transport;
import dev.ringback.store.Engines;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ringback explain`: runs a made-up request through the server's own code and tells what would
/// become of it.
@Command(
        name = "explain",
        header = "Tells what the server would do with a request, and sends nothing.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ringback explain INVITE sip:bob@example.com --config ringback.yaml \\",
            "      --from sip:alice@example.com --source 192.0.2.7 --binding sip:bob@10.0.0.5",
            "  ringback explain INVITE sip:0049@localhost --demo --authenticated-as alice",
            "  ringback explain INVITE sip:bob@localhost --no-auth --binding sip:bob@10.0.0.5 \\",
            "      --answer 486 --json",
            "It reads the configuration as serve does, decides by the same code, and looks names",
            "up. Nobody is registered but by --binding. Exit status: 0 explained, 2 wrong usage or",
            "configuration."
        })
public final class ExplainCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "METHOD", description = "the method, e.g. INVITE")
    private String method = "";

    @Parameters(index = "1", paramLabel = "URI", description = "the Request-URI")
    private String uri = "";

    @Option(names = "--from", paramLabel = "URI", description = "whom its From names (a stranger)")
    private @Nullable String from;

    @Option(
            names = "--source",
            paramLabel = "ADDRESS",
            description = "where it comes from, e.g. 192.0.2.7, [::1]:5070 (127.0.0.1)")
    private String source = "127.0.0.1";

    @Option(
            names = "--transport",
            paramLabel = "NAME",
            description = "what it comes over: udp, tcp (udp)")
    private String transport = "udp";

    @Option(
            names = "--header",
            paramLabel = "'NAME: VALUE'",
            description = "has this header line; may be repeated")
    private List<String> headers = new ArrayList<>();

    @Option(
            names = "--authenticated-as",
            paramLabel = "USER",
            description = "this user of ours sends it and can prove it")
    private @Nullable String sender;

    @Option(
            names = "--binding",
            paramLabel = "CONTACT",
            description = {
                "this is registered, e.g. 'sip:bob@10.0.0.5;q=0.5', for the user that it is",
                "to, or 'carol@example.com=sip:…' for another; may be repeated"
            })
    private List<String> bindings = new ArrayList<>();

    @Option(
            names = "--answer",
            paramLabel = "CODE",
            description = "all to whom it would be sent answer this, 300 to 699: what then?")
    private int answer;

    @Option(names = "--json", description = "prints one JSON object")
    private boolean json;

    @Mixin private ServeOptions options = new ServeOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws ConfigException, UsageException, FailedException, IOException {
        ServerConfig config = options.config();
        Explanation explanation;
        Trial trial;
        try {
            trial = trial();
            explanation =
                    new Explainer(config, new Engines())
                            .explain(new Enquiry(trial, sender, bindings, answer));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonLine.write(JsonExplanation.of(trial.source(), explanation)));
        } else {
            new TextExplanation(out, spec.commandLine().getColorScheme().ansi())
                    .print(trial.source(), explanation);
        }
        if (out.checkError()) {
            throw new FailedException("the output could not be written");
        }
        return 0;
    }

    private Trial trial() throws UsageException {
        if (answer != 0 && (answer < 300 || answer > 699)) {
            throw new UsageException("--answer: " + answer + " is no code from 300 to 699");
        }
        Trial trial = Trial.request(method, uri).source(source).transport(transport());
        if (from != null) {
            trial.from(from);
        } else if (sender != null) {
            trial.from("sip:" + address(sender));
        }
        for (String header : headers) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw new UsageException("--header takes 'NAME: VALUE', not '" + header + "'");
            }
            trial.header(header.substring(0, colon).strip(), header.substring(colon + 1).strip());
        }
        return trial;
    }

    private Transport transport() throws UsageException {
        Transport named = Transport.named(transport.toLowerCase(Locale.ROOT));
        if (named == null) {
            throw new UsageException("--transport: '" + transport + "' is no transport");
        }
        return named;
    }

    private String address(String user) throws UsageException {
        try {
            return user.indexOf('@') >= 0
                    ? user
                    : user + "@" + options.config().served().getFirst();
        } catch (ConfigException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
