package dev.ringback.cli.codes;

import dev.ringback.callflow.codes.Catalogue;
import dev.ringback.callflow.codes.Code;
import dev.ringback.callflow.codes.Language;
import dev.ringback.cli.client.Target;
import dev.ringback.cli.terminal.UsageException;
import dev.ringback.control.JsonLine;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ringback codes`: explains response codes, RFC 3261 §21.
@Command(
        name = "codes",
        header = "Explains response codes, and how to provoke each of them.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ringback codes",
            "  ringback codes 486",
            "  ringback codes 4xx --lang zh",
            "  ringback codes 487 --json | jq -r '.try.command'",
            "Exit status: 0 explained, 2 that is no response code."
        })
public final class CodesCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "CODE",
            description = "a code such as 486, or a class such as 4xx; all by default")
    private @Nullable String code;

    @Option(
            names = "--lang",
            paramLabel = "LANGUAGE",
            defaultValue = "en",
            description = "en or zh (${DEFAULT-VALUE})")
    private Language language = Language.EN;

    @Option(
            names = "--server",
            paramLabel = "HOST[:PORT]",
            defaultValue = "127.0.0.1",
            description = "the server that the commands name (${DEFAULT-VALUE})")
    private String server = "127.0.0.1";

    @Option(names = "--json", description = "prints one JSON object for each code")
    private boolean json;

    @Override
    public Integer call() throws UsageException {
        Target.parse(server);
        Catalogue catalogue = Catalogue.of(language);
        if (code == null) {
            table(catalogue, _ -> true);
        } else if (code.matches("[1-6][xX][xX]")) {
            int family = code.charAt(0) - '0';
            table(catalogue, known -> known.family() == family);
        } else if (code.matches("[1-6][0-9][0-9]")) {
            one(catalogue, Integer.parseInt(code));
        } else {
            throw new UsageException(
                    "'" + code + "' is no response code: 100 to 699 are, and classes like 4xx");
        }
        spec.commandLine().getOut().flush();
        return 0;
    }

    private void table(Catalogue catalogue, Predicate<Code> wanted) {
        List<Code> codes = catalogue.codes().stream().filter(wanted).toList();
        if (json) {
            codes.forEach(known -> print(catalogue, known, known.status()));
            return;
        }
        CodesText text = text(catalogue);
        text.table(codes);
        text.legend();
    }

    private void one(Catalogue catalogue, int status) {
        Code known = catalogue.code(status);
        Code meant = known == null ? stand(catalogue, status) : known;
        if (json) {
            print(catalogue, meant, status);
            return;
        }
        CodesText text = text(catalogue);
        if (known == null) {
            String why = status < 200 ? "label.progress" : "label.unknown";
            String format = catalogue.text(why);
            text.lines("", String.format(Locale.ROOT, format, status, meant.status()));
            spec.commandLine().getOut().println();
        }
        text.whole(meant);
    }

    /// What a client takes an unknown code for: RFC 3261 §8.1.3.2.
    private static Code stand(Catalogue catalogue, int status) {
        Code stand = catalogue.code(status < 200 ? 183 : status / 100 * 100);
        if (stand == null) {
            throw new IllegalStateException("there is no text for the class of " + status);
        }
        return stand;
    }

    private CodesText text(Catalogue catalogue) {
        PrintWriter out = spec.commandLine().getOut();
        return new CodesText(catalogue, out, spec.commandLine().getColorScheme().ansi(), server);
    }

    private void print(Catalogue catalogue, Code about, int asked) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("code", asked);
        object.put("known", asked == about.status());
        object.put("treatedAs", about.status());
        object.put("phrase", about.phrase());
        for (String field : List.of("name", "meaning")) {
            object.put(field, catalogue.text(about, field));
        }
        object.put("senders", about.senders());
        for (String field : List.of("cause", "headers", "client")) {
            object.put(field, catalogue.text(about, field));
        }
        object.put("carries", about.carries());
        object.put("clause", about.clause());
        object.put("extra", about.extra());
        Map<String, Object> attempt = new LinkedHashMap<>();
        attempt.put("text", catalogue.text(about, "try"));
        boolean demo = about.provocation().setting().contains("demo");
        attempt.put("config", demo ? null : "examples/codes.yaml");
        attempt.put("phone", about.provocation().setting().contains("phone"));
        attempt.put("command", about.provocation().at(server));
        object.put("try", attempt);
        spec.commandLine().getOut().println(JsonLine.write(object));
    }
}
