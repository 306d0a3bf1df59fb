package dev.ringback.cli.parse;

import dev.ringback.cli.terminal.FailedException;
import dev.ringback.cli.terminal.Texts;
import dev.ringback.cli.terminal.UsageException;
import dev.ringback.header.catalog.HeaderCatalog;
import dev.ringback.parse.ParseLimits;
import dev.ringback.verdict.MessageValidator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `ringback parse`: reads messages from files and tells every problem.
@Command(
        name = "parse",
        header = "Tells what SIP messages say and what is wrong with them.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ringback parse invite.sip",
            "  ringback parse --json captures/ | jq 'select(.valid | not)'",
            "  tail -c +1 stream.bin | ringback parse --stream -",
            "Exit status: 0 all are valid, 1 some are not, 2 something could not be read."
        })
public final class ParseCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "a file with one message, a directory of such files, or - for standard input")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--stream",
            description = "takes each file for a byte stream of many messages, as TCP has it")
    private boolean stream;

    @Option(names = "--json", description = "prints one JSON object for each message")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "leaves the messages out and prints the problems only")
    private boolean quiet;

    /// Wider than what a server takes: what is asked is whether a message is valid, not its size.
    private static final ParseLimits LIMITS =
            new ParseLimits(16 << 20, 4_096, 256 << 10, 64 << 10, 16 << 20);

    private final MessageValidator validator =
            new MessageValidator(LIMITS, HeaderCatalog.standard());

    @Override
    public Integer call() throws UsageException, FailedException {
        if (json && quiet) {
            throw new UsageException("--json and --quiet exclude each other");
        }
        PrintWriter out = spec.commandLine().getOut();
        Ansi ansi = spec.commandLine().getColorScheme().ansi();
        Report report = json ? new JsonReport(out) : new TextReport(out, ansi, quiet);
        Inputs inputs = new Inputs(this::unreadable);
        inputs.read(files, (name, octets) -> examine(report, name, octets));
        out.flush();
        report.end(spec.commandLine().getErr());
        if (out.checkError()) {
            throw new FailedException("the output could not be written");
        }
        return inputs.unreadable() > 0 ? 2 : report.invalid() > 0 ? 1 : 0;
    }

    private void examine(Report report, String name, byte[] octets) {
        if (!stream) {
            report.add(name, -1, validator.validate(octets));
            return;
        }
        AtomicInteger number = new AtomicInteger();
        validator.validateStream(
                octets, verdict -> report.add(name, number.incrementAndGet(), verdict));
    }

    private void unreadable(String name, IOException cause) {
        Ansi ansi = spec.commandLine().getColorScheme().ansi();
        String reason = Texts.reason(cause);
        spec.commandLine()
                .getErr()
                .println(
                        ansi.string("@|bold,red ringback:|@ ")
                                + Texts.escaped(name)
                                + ": "
                                + reason);
    }
}
