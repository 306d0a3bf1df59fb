package dev.ringback.callflow.draw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Reason;
import dev.ringback.callflow.Remark;
import dev.ringback.callflow.Scene;
import dev.ringback.callflow.draw.TextLadder.Glyphs;
import dev.ringback.header.Method;
import dev.ringback.stack.Transport;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/// One ladder, drawn in every way.
final class DrawingsTest {
    private static final String HOSTILE = "<script>alert('1')</script>\"&#;--> \u202e%%{init}%%";

    private static Ladder fork() {
        return Ladder.of(Scene.flow(LadderTest.FORK));
    }

    private static CallFlow hostile() {
        String request =
                "INVITE sip:bob@example.com SIP/2.0\r\nVia: SIP/2.0/UDP h;branch=z9hG4bKa\r\n"
                        + "From: \"x\" <sip:%3Cscript%3E@h>;tag=1\r\nTo: <sip:b@h>\r\n"
                        + "Call-ID: c\r\nCSeq: 1 INVITE\r\nMax-Forwards: 70\r\nSubject: "
                        + HOSTILE
                        + "\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\na\u009b\u0007b";
        String response =
                "SIP/2.0 486 "
                        + HOSTILE
                        + "\r\nVia: SIP/2.0/UDP h;branch=z9hG4bKa\r\nFrom: <sip:a@h>;tag=1\r\n"
                        + "To: <sip:b@h>;tag=2\r\nCall-ID: c\r\nCSeq: 1 INVITE\r\n"
                        + "Content-Length: 0\r\n\r\n";
        List<Passed> messages = new ArrayList<>();
        for (String text : List.of(request, response)) {
            boolean asks = text.equals(request);
            messages.add(
                    new Passed(
                            Scene.BEGIN,
                            Transport.UDP,
                            Scene.address(asks ? 1 : 2),
                            Scene.address(asks ? 2 : 1),
                            Scene.parse(text)));
        }
        Reason reason = new Reason("received", Map.of("phrase", HOSTILE), List.of());
        Remark remark = new Remark(Scene.BEGIN, Method.INVITE, 1, 486, reason);
        return new CallFlow("c<b>", messages, List.of(remark), Set.of(), 0);
    }

    @Test
    void textDrawsOneLineForEachMessage() {
        assertThat(new TextLadder(Glyphs.ASCII, 120).lines(fork()))
                .startsWith(
                        "       alice                                      bob",
                        "   192.0.2.1:5060       192.0.2.2:5060       192.0.2.3:5060       "
                                + "192.0.2.4:5060",
                        "         |-- INVITE (SDP) --->|                    |               "
                                + "     |    0.0 ms")
                .contains(
                        "         |                    |-- INVITE (SDP) --------------------"
                                + "---->|  503.0 ms   +500.0 ms  again",
                        "         |                    |x-- 486 Busy Here ------------------"
                                + "-----|  600.0 ms    +89.0 ms  not forwarded")
                .hasSize(15);
    }

    @Test
    void unicodeAndAsciiDifferInTheirGlyphsOnly() {
        List<String> ascii = new TextLadder(Glyphs.ASCII, 120).lines(fork());
        List<String> unicode = new TextLadder(Glyphs.UNICODE, 120).lines(fork());

        assertThat(String.join("", ascii)).matches("[ -~]*");
        assertThat(unicode.stream().map(line -> line.replace('│', '|').replace('─', '-')).toList())
                .isEqualTo(ascii);
    }

    @Test
    void wideCharactersKeepTheColumnsStraight() {
        CallFlow flow = Scene.flow("0 a > b INVITE 1 a\n1 b > a 180 INVITE 1 a Server:_电话/1");

        List<String> lines = new TextLadder(Glyphs.UNICODE, 100).lines(Ladder.of(flow));

        assertThat(Width.of("电话")).isEqualTo(4);
        assertThat(Width.cut("电话电话", 6)).isEqualTo("电话…");
        assertThat(Width.padded("é́", 3)).isEqualTo("é́  ");
        assertThat(lines).hasSize(4);
    }

    @Test
    void aPeerCannotSteerTheTerminal() {
        for (Glyphs glyphs : Glyphs.values()) {
            String text = String.join("", new TextLadder(glyphs, 80).lines(Ladder.of(hostile())));
            assertThat(text.codePoints()).noneMatch(c -> Character.isISOControl(c) || c == 0x202E);
        }
        assertThat(Visible.lines(hostile().messages().getFirst().message()))
                .contains("a\\x9b\\x07b")
                .anyMatch(line -> line.contains("\\u202e%%"));
    }

    @Test
    void svgIsXmlThatShowsWhatPeersWroteAsText() throws Exception {
        String svg = SvgLadder.file(Ladder.of(hostile()));

        Document document =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(svg)));
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(document.getDocumentElement().getTextContent()).contains("<script>alert('1')");
        assertThat(svg).doesNotContain("\u202e");
    }

    @Test
    void svgMarksRetransmissionsBranchesAndWhatStopped() {
        String svg = SvgLadder.file(fork());

        assertThat(svg).containsOnlyOnce("class=\"arrow b2 again\"");
        assertThat(svg).containsOnlyOnce(">not forwarded</text>");
        assertThat(svg).contains("class=\"arrow b4\"").doesNotContain("<a href");
    }

    @Test
    void thePageRunsNoScriptAndLeadsFromArrowsToMessages() {
        String page = HtmlLadder.page(List.of(hostile(), Scene.flow(LadderTest.FORK)));

        assertThat(page)
                .contains("default-src 'none'; style-src 'sha256-")
                .contains("<a href=\"#m1\">", "<pre id=\"m1\">INVITE")
                .contains("<a href=\"#m15\">", "<pre id=\"m15\">ACK")
                .contains("https://www.rfc-editor.org/rfc/rfc3261.html#section-21.4.24")
                .contains("c&lt;b&gt;")
                .doesNotContain("<script", " style=", "onclick", "\u202e");
    }

    @Test
    void mermaidGetsNothingThatItWouldRead() {
        String diagram = MermaidLadder.text(Ladder.of(hostile()));

        assertThat(diagram.lines().skip(1)).hasSize(5);
        assertThat(diagram.lines().toList().get(4))
                .startsWith("    p1->>p0: 486 #60;script#62;alert(#39;1#39;)#60;/script#62;");
        assertThat(diagram).doesNotContain("%%", "<script");
        assertThat(MermaidLadder.text(fork()))
                .contains("    participant p0 as alice<br/>192.0.2.1#58;5060\n")
                .contains("    p1-->>p3: INVITE (SDP) (again)\n")
                .contains("    p3-xp1: 486 Busy Here (not forwarded)\n");
    }

    @Test
    void jsonHoldsPlainValues() {
        Map<String, ?> call =
                JsonLadder.call(Scene.flow(LadderTest.FORK), Scene.BEGIN.plusSeconds(60));

        assertThat(call.get("state")).isEqualTo("IN CALL");
        assertThat(call.get("status")).isEqualTo(200);
        assertThat(call.get("times"))
                .isEqualTo(Map.of("srd", Map.of("seconds", 0.511, "successful", true)));
        List<?> rows = (List<?>) Objects.requireNonNull(call.get("rows"));
        assertThat(rows).hasSize(13);
        assertThat((Map<?, ?>) rows.get(7))
                .extracting("from", "to", "label", "status", "stopped", "again", "section")
                .containsExactly(3, 1, "486 Busy Here", 486, true, false, "RFC 3261 §21.4.24");
    }

    @Test
    void aThousandMessagesAreDrawn() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            text.append(i + " a > b INFO " + (i + 1) + " b" + i + "\n");
        }
        Ladder ladder = Ladder.of(Scene.flow(text.toString()));

        assertThat(new TextLadder(Glyphs.UNICODE, 100).lines(ladder)).hasSize(1_002);
        assertThat(SvgLadder.file(ladder)).contains("viewBox=\"0 0 550 34098\"");
        assertThat(MermaidLadder.text(ladder).lines()).hasSize(1_003);
    }
}
