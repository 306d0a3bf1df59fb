package dev.ringback.callflow.draw;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.CallSummary;
import dev.ringback.callflow.FlowFilter;
import dev.ringback.callflow.draw.Ladder.Arrow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/// Writes calls as one page that needs nothing else and runs no script: each with its ladder, and
/// below it every message, which a click on its arrow opens.
public final class HtmlLadder {
    private static final String STYLE =
            """
            :root { color-scheme: light dark; }
            body { font: 15px/1.45 system-ui, sans-serif; margin: 1.5rem auto; max-width: 90rem;
              padding: 0 1rem; }
            h2 { overflow-wrap: anywhere; font-size: 1.1rem; }
            .scroll { overflow-x: auto; }
            details { margin: .2rem 0; }
            pre { border-left: 3px solid #888; margin: .3rem 0 .8rem; overflow-x: auto;
              padding: .4rem .8rem; white-space: pre-wrap; overflow-wrap: anywhere; }
            pre:target { border-color: #0b6bcb; }
            """
                    + SvgLadder.STYLE;

    private HtmlLadder() {}

    /// The page of flows, each a ladder of its own.
    public static String page(List<CallFlow> flows) {
        StringBuilder page = new StringBuilder(16_384);
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ");
        page.append("style-src 'sha256-").append(hash(STYLE)).append("'; base-uri 'none'; ");
        page.append("form-action 'none'\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
        page.append("<meta name=\"viewport\" content=\"width=device-width\">\n");
        page.append("<title>Call flow</title>\n<style>").append(STYLE);
        page.append("</style>\n</head>\n<body>\n<h1>Call flow</h1>\n");
        int number = 0;
        for (CallFlow flow : flows) {
            Ladder ladder = Ladder.of(flow);
            call(page, flow, ladder, number);
            number += ladder.arrows().size();
        }
        return page.append("</body>\n</html>\n").toString();
    }

    private static String hash(String style) {
        try {
            byte[] octets = style.getBytes(StandardCharsets.UTF_8);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(octets);
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    private static void call(StringBuilder page, CallFlow flow, Ladder ladder, int before) {
        CallSummary summary = CallSummary.of(flow);
        page.append("<section>\n<h2>").append(Markup.escaped(title(summary))).append("</h2>\n<p>");
        page.append("Call-ID <code>").append(Markup.escaped(flow.callId())).append("</code>");
        page.append("</p>\n<div class=\"scroll\">\n");
        page.append(SvgLadder.element(ladder, before)).append("</div>\n");
        List<Arrow> arrows = ladder.arrows();
        for (int i = 0; i < arrows.size(); i++) {
            message(page, arrows.get(i), before + i + 1);
        }
        page.append("</section>\n");
    }

    private static String title(CallSummary summary) {
        String state = summary.outcome().state().label();
        int status = summary.outcome().status();
        return summary.method()
                + " "
                + summary.parties().from()
                + " to "
                + summary.parties().to()
                + (state.isEmpty() ? "" : ", " + state)
                + (status < 0 ? "" : ", " + status + " " + summary.outcome().reason());
    }

    private static void message(StringBuilder page, Arrow arrow, int number) {
        RfcSection section = RfcSection.of(arrow.passed().message());
        String line =
                number
                        + ". "
                        + Label.time(arrow.moment().since())
                        + "  "
                        + Label.of(arrow.passed().message())
                        + ", "
                        + FlowFilter.text(arrow.passed().from())
                        + " to "
                        + FlowFilter.text(arrow.passed().to())
                        + (arrow.marks().again() ? ", again" : "")
                        + (arrow.marks().stopped() ? ", not forwarded" : "");
        page.append("<details><summary>").append(Markup.escaped(line)).append(" <a href=\"");
        page.append(section.link()).append("\" rel=\"noreferrer\">").append(section);
        page.append("</a></summary><pre id=\"m").append(number).append("\">");
        String text = String.join("\n", Visible.lines(arrow.passed().message()));
        page.append(Markup.escaped(text)).append("</pre></details>\n");
    }
}
