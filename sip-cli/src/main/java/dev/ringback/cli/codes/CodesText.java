package dev.ringback.cli.codes;

import dev.ringback.callflow.codes.Catalogue;
import dev.ringback.callflow.codes.Code;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/// Prints codes for people.
final class CodesText {
    private static final int PAGE = 80;
    private static final int LABEL = 12;

    private final Catalogue catalogue;
    private final PrintWriter out;
    private final Ansi ansi;
    private final String server;

    /// @param server the address that commands name
    CodesText(Catalogue catalogue, PrintWriter out, Ansi ansi, String server) {
        this.catalogue = catalogue;
        this.out = out;
        this.ansi = ansi;
        this.server = server;
    }

    /// A line for each, below the headings of their classes.
    void table(List<Code> codes) {
        int phrase = widest(codes, Code::phrase);
        int senders = widest(codes, this::firstSender);
        int family = 0;
        for (Code code : codes) {
            if (code.family() != family) {
                out.print(family == 0 ? "" : "\n");
                family = code.family();
                out.println(bold(catalogue.text("class." + family)));
            }
            out.println(
                    "  "
                            + bold(Integer.toString(code.status()))
                            + (code.extra() ? "* " : "  ")
                            + Columns.padded(code.phrase(), phrase + 2)
                            + Columns.padded(firstSender(code), senders + 2)
                            + catalogue.text(code, "meaning"));
        }
    }

    /// What stands below the table of all codes.
    void legend() {
        out.println();
        out.println("* " + catalogue.text("label.extra"));
        out.println(catalogue.text("label.more"));
    }

    private static int widest(List<Code> codes, java.util.function.Function<Code, String> column) {
        return codes.stream().map(column).mapToInt(Columns::width).max().orElse(0);
    }

    private String firstSender(Code code) {
        return catalogue.text("sender." + code.senders().getFirst());
    }

    /// Everything about one.
    void whole(Code code) {
        String name = catalogue.text(code, "name");
        String title = code.status() + " " + code.phrase();
        String more = name.equals(code.phrase()) ? "" : "  " + name;
        out.println(bold(title) + more + (code.extra() ? " *" : ""));
        lines("  ", catalogue.text(code, "meaning"));
        out.println();
        String senders =
                code.senders().stream()
                        .map(sender -> catalogue.text("sender." + sender))
                        .collect(Collectors.joining(", "));
        row("sender", senders);
        row("cause", catalogue.text(code, "cause"));
        row("headers", catalogue.text(code, "headers"));
        row("client", catalogue.text(code, "client"));
        row("clause", code.clause());
        row("try", catalogue.text(code, "try"));
        out.println();
        if (code.provocation().setting().contains("phone")) {
            lines("", catalogue.text("label.phone"));
        }
        boolean demo = code.provocation().setting().contains("demo");
        lines("", catalogue.text(demo ? "label.demo" : "label.rules"));
        out.println("  " + code.provocation().at(server));
        if (code.extra()) {
            out.println();
            out.println("* " + catalogue.text("label.extra"));
        }
    }

    /// Text over the width of the page.
    void lines(String indent, String text) {
        for (String line : Columns.wrapped(text, PAGE - indent.length())) {
            out.println(indent + line);
        }
    }

    private void row(String label, String text) {
        String head = catalogue.text("label." + label);
        for (String line : Columns.wrapped(text, PAGE - LABEL - 2)) {
            out.println("  " + Columns.padded(head, LABEL) + line);
            head = "";
        }
    }

    private String bold(String text) {
        return ansi.string("@|bold " + text + "|@");
    }
}
