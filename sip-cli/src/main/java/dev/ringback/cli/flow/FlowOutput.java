package dev.ringback.cli.flow;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.CallSummary;
import dev.ringback.callflow.draw.HtmlLadder;
import dev.ringback.callflow.draw.JsonLadder;
import dev.ringback.callflow.draw.Ladder;
import dev.ringback.callflow.draw.MermaidLadder;
import dev.ringback.callflow.draw.SvgLadder;
import dev.ringback.callflow.draw.TextLadder;
import dev.ringback.callflow.draw.TextLadder.Glyphs;
import dev.ringback.cli.terminal.Texts;
import dev.ringback.control.JsonLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The options that say how calls are shown without a screen.
@Command
final class FlowOutput {
    private static final String STANDARD_OUTPUT = "-";
    private static final int WIDTH = 132;

    @Option(names = "--text", description = "draws ladders in text; the default without a terminal")
    private boolean text;

    @Option(names = "--ascii", description = "draws them in plain ASCII")
    private boolean ascii;

    @Option(names = "--json", description = "prints one JSON object for each call")
    private boolean json;

    @Option(names = "--mermaid", description = "prints a sequence diagram of Mermaid")
    private boolean mermaid;

    @Option(names = "--svg", paramLabel = "FILE", description = "draws into this file; - prints it")
    private @Nullable String svg;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "writes a page with ladders and messages there; - prints it")
    private @Nullable String html;

    /// Whether one of them was given.
    boolean wanted() {
        return text || ascii || json || mermaid || svg != null || html != null;
    }

    /// Writes calls in every way that was asked for; in text where in none.
    ///
    /// @param until up to when messages were seen
    void write(PrintWriter out, List<CallFlow> flows, Instant until) throws IOException {
        if (text || ascii || !wanted()) {
            flows.forEach(flow -> text(out, flow));
        }
        if (json) {
            flows.forEach(flow -> out.println(JsonLine.write(JsonLadder.call(flow, until))));
        }
        if (mermaid) {
            out.print(MermaidLadder.text(Ladder.of(flows, false)));
        }
        if (svg != null) {
            save(out, svg, SvgLadder.file(Ladder.of(flows, false)));
        }
        if (html != null) {
            save(out, html, HtmlLadder.page(flows));
        }
        out.flush();
    }

    private void text(PrintWriter out, CallFlow flow) {
        CallSummary summary = CallSummary.of(flow);
        String state = summary.outcome().state().label();
        out.println(
                Texts.escaped(
                        summary.method()
                                + " "
                                + summary.parties().from()
                                + " -> "
                                + summary.parties().to()
                                + (state.isEmpty() ? "" : "  " + state)
                                + "  Call-ID "
                                + flow.callId()));
        Glyphs glyphs = ascii ? Glyphs.ASCII : Glyphs.UNICODE;
        new TextLadder(glyphs, WIDTH).lines(Ladder.of(flow)).forEach(out::println);
        out.println();
    }

    private static void save(PrintWriter out, String file, String text) throws IOException {
        if (file.equals(STANDARD_OUTPUT)) {
            out.print(text);
        } else {
            Files.writeString(Path.of(file), text, UTF_8);
        }
    }
}
