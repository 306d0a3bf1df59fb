package dev.ringback.cli.parse;

import dev.ringback.cli.terminal.Texts;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Problem;
import dev.ringback.parse.Parsed;
import dev.ringback.verdict.HeaderLine;
import dev.ringback.verdict.StartLine;
import dev.ringback.verdict.Verdict;
import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;

/// The messages as they are understood, and their problems, for people.
final class TextReport extends Report {
    private static final int NAME_WIDTH = 20;

    private final PrintWriter out;
    private final Ansi ansi;
    private final boolean quiet;

    /// @param quiet leaves the messages out
    TextReport(PrintWriter out, Ansi ansi, boolean quiet) {
        this.out = out;
        this.ansi = ansi;
        this.quiet = quiet;
    }

    @Override
    void print(String file, int number, Verdict verdict) {
        StringBuilder text = new StringBuilder(1024);
        String place = number > 0 ? file + '#' + number : file;
        text.append(Texts.escaped(place)).append(": ").append(title(verdict)).append('\n');
        if (!quiet) {
            for (HeaderLine line : verdict.lines()) {
                row(text, line.name().canonical(), line.value());
            }
            if (verdict.result() instanceof Parsed parsed && parsed.message().bodyLength() > 0) {
                row(text, "(body)", parsed.message().bodyLength() + " octets");
            }
        }
        for (Problem problem : verdict.problems()) {
            problem(text, problem, verdict.offset());
        }
        out.print(text);
    }

    private String title(Verdict verdict) {
        StartLine start = verdict.start();
        String verb =
                verdict.valid()
                        ? ansi.string("@|bold,green valid|@ ")
                        : ansi.string("@|bold,red not valid|@ ");
        return verb
                + switch (start.kind()) {
                    case REQUEST ->
                            "request " + Texts.escaped(start.method() + " " + start.requestUri());
                    case RESPONSE ->
                            "response "
                                    + Texts.escaped(
                                            start.text().substring(start.text().indexOf(' ') + 1));
                    case NONE -> "no SIP message";
                };
    }

    private static void row(StringBuilder text, String name, String value) {
        text.append("  ").append(name);
        text.repeat(' ', Math.max(2, NAME_WIDTH - name.length()));
        text.append(Texts.escaped(value)).append('\n');
    }

    private void problem(StringBuilder text, Problem problem, int begin) {
        HeaderName header = problem.header();
        String color = problem.error() ? "red" : "yellow";
        text.append("  ").append(ansi.string("@|" + color + ' ' + problem.severity() + "|@"));
        text.append(" at octet ").append(begin + problem.offset());
        if (header != null && !problem.text().contains(header.canonical())) {
            text.append(" in ").append(header);
        }
        text.append(": ").append(Texts.escaped(problem.text()));
        text.append(" (").append(problem.clause()).append(")\n");
    }

    @Override
    void end(PrintWriter err) {
        if (messages() > 1) {
            err.println(messages() + " messages, " + invalid() + " not valid");
        }
    }
}
