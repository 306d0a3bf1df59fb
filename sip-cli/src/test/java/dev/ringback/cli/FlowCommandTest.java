package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.callflow.Passed;
import dev.ringback.callflow.capture.CaptureFormat;
import dev.ringback.callflow.capture.PcapWriter;
import dev.ringback.cli.flow.Calls;
import dev.ringback.control.JsonLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FlowCommandTest {
    @TempDir private Path folder = Path.of(".");
    private Path capture = Path.of("none");

    @BeforeEach
    void capture() throws IOException {
        capture = folder.resolve("calls.pcap");
        List<Passed> messages = new ArrayList<>(Calls.answered("one"));
        messages.addAll(Calls.failed("two", 486));
        write(messages);
    }

    private void write(List<Passed> messages) throws IOException {
        messages.sort(Comparator.comparing(Passed::at));
        try (PcapWriter writer =
                new PcapWriter(Files.newOutputStream(capture), CaptureFormat.PCAP)) {
            for (Passed passed : messages) {
                writer.write(passed);
            }
        }
    }

    private Run flow(String... arguments) {
        List<String> all = new ArrayList<>(List.of("flow", capture.toString()));
        all.addAll(List.of(arguments));
        return Run.of(all.toArray(String[]::new));
    }

    @Test
    void withoutATerminalLaddersAreDrawnInText() {
        Run run = flow();

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .startsWith("INVITE alice@example.com -> bob@example.com  COMPLETED  Call-ID one\n")
                .contains("│── INVITE (SDP) ──>│", "│<── 486 Busy Here ──│");
        assertThat(flow("--ascii").out()).contains("|-- INVITE (SDP) -->|");
    }

    @Test
    void aCallIsChosenByItsCallId() {
        assertThat(flow("--call-id", "two").out()).contains("486").doesNotContain("180");

        Run missing = flow("--call-id", "three");
        assertThat(missing.status()).isEqualTo(1);
        assertThat(missing.err()).contains("there is no call with the Call-ID three");
    }

    @Test
    void legsBeyondTheMostThatAreShownAreTold() throws IOException {
        List<Passed> messages = new ArrayList<>(Calls.answered("one"));
        for (int i = 1; i <= 8; i++) {
            messages.add(Calls.leg("leg-" + i, "one"));
        }
        write(messages);

        Run run = flow("--call-id", "one");
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("Call-ID leg-7").doesNotContain("Call-ID leg-8");
        assertThat(run.err()).contains("the call has more than 8 legs");
        assertThat(flow("--call-id", "two").err()).doesNotContain("legs");
    }

    @Test
    void jsonIsOneObjectForEachCallThatTheFilterShows() throws IOException {
        Run run = flow("--json", "--filter", "status >= 400");

        assertThat(run.out().lines()).hasSize(1);
        assertThat(JsonLine.read(run.out().strip()))
                .containsEntry("callId", "two")
                .containsEntry("state", "BUSY")
                .containsEntry("status", 486L);
    }

    @Test
    void drawingsAreWrittenToFiles() throws IOException {
        Path svg = folder.resolve("a.svg");
        Path html = folder.resolve("a.html");

        Run run = flow("--svg", svg.toString(), "--html", html.toString(), "--mermaid");

        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("sequenceDiagram\n");
        assertThat(svg).content().contains("486 Busy Here");
        assertThat(html).content().startsWith("<!DOCTYPE html>");
        assertThat(flow("--svg", "-").out()).startsWith("<?xml");
    }

    @Test
    void anAssertionDecidesTheExitStatus() {
        Run good = flow("--assert", "INVITE then ACK or status == 486");
        Run bad = flow("--assert", "status == 200");
        Run wrong = flow("--assert", "status = 200");

        assertThat(good.status()).isZero();
        assertThat(good.out()).isEmpty();
        assertThat(bad.status()).isEqualTo(1);
        assertThat(bad.err()).contains("not true of two: status == 200");
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.err()).contains("--assert: column 8: ");
    }

    @Test
    void anAssertionOnNoCallIsNotTrue() {
        Run run = flow("--filter", "status == 999", "--assert", "status == 200");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("not true of 0 calls: status == 200");
    }

    @Test
    void whatIsNoCaptureIsTold() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "Dear diary");

        Run other = Run.of("flow", text.toString(), capture.toString(), "--json");
        Run missing = Run.of("flow", folder.resolve("none").toString());

        assertThat(other.status()).isEqualTo(1);
        assertThat(other.err()).contains("text: No capture");
        assertThat(other.out().lines()).hasSize(2);
        assertThat(missing.status()).isEqualTo(2);
        assertThat(missing.err()).contains("there is no such file");
    }

    @Test
    void whatIsTooMuchIsLeftOutAndTold() {
        Run run = flow("--limit", "1");

        assertThat(run.out().lines().filter(line -> line.contains("Call-ID"))).hasSize(1);
        assertThat(run.err()).contains(" left out, see --limit");
    }

    @Test
    void nothingIsTrueOfEveryCallWhereSomeAreLeftOut() {
        String claim = "count(calls) >= 1";
        Run run = flow("--limit", "1", "--assert", claim);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("true of what is left, but not known of every call: " + claim);
    }

    @Test
    void nothingIsTrueOfACallOfWhichMessagesAreNotKept() throws IOException {
        Path file = folder.resolve("long.pcap");
        try (PcapWriter writer = new PcapWriter(Files.newOutputStream(file), CaptureFormat.PCAP)) {
            for (int i = 0; i < 400; i++) {
                for (Passed passed : Calls.answered("one")) {
                    writer.write(passed);
                }
            }
        }
        Run run = Run.of("flow", file.toString(), "--assert", "INVITE then ACK");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains(" of long calls not kept", "not known of every call");
    }

    @Test
    void aSourceThatGoesOnNeedsATerminalOrATime() {
        Run run = Run.of("flow", "--hep", "127.0.0.1:0");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--duration 10s", "--text, --json, --svg, --mermaid");
    }

    @Test
    void argumentsThatExcludeEachOtherAreRefused() {
        assertThat(flow("--hep", "127.0.0.1:0").err()).contains("FILE and --hep exclude");
        assertThat(Run.of("flow", "--hep", "nowhere").err()).contains("'nowhere' is no address");
        assertThat(Run.of("flow", "--keylog", "x").err()).contains("--keylog is for captures");
        assertThat(Run.of("flow", "--data", folder.toString()).err())
                .contains("no server runs with the control socket");
    }
}
