package dev.ringback.cli.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.CallFlows;
import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Reason;
import dev.ringback.callflow.Remark;
import dev.ringback.cli.flow.Calls;
import dev.ringback.cli.viewer.Style.Colour;
import dev.ringback.header.Method;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Keys in, lines out.
final class ScreenTest {
    private static final int ROWS = 30;
    private static final int COLUMNS = 180;

    private final CallFlows flows = new CallFlows(new CallFlows.Bounds(100, 100), Set.of());
    private final Screen screen = Screen.of(flows, _ -> true, "Offline", "Filename: a.pcap", "");

    private void add(Passed passed) {
        screen.add(passed, null);
    }

    @BeforeEach
    void threeCalls() {
        Calls.answered("one").forEach(this::add);
        Calls.failed("two", 486).forEach(this::add);
        Calls.registration("three").forEach(this::add);
    }

    private List<String> press(String... keys) {
        for (String key : keys) {
            screen.press(new Key(key));
        }
        return screen.draw(ROWS, COLUMNS).text();
    }

    private List<String> calls(String... keys) {
        return press(keys).stream().filter(line -> line.matches(" {2}\\[.] .*")).toList();
    }

    private String shown(String... keys) {
        return String.join("\n", press(keys));
    }

    @Test
    void theListHasTheColumnsOfSngrep() {
        List<String> lines = press();

        assertThat(lines.get(1))
                .isEqualTo(
                        "  Current Mode: Offline                      Dialogs: 3"
                                + "                     Filename: a.pcap");
        assertThat(lines.get(4).split("\\s{2,}| (?=Method)"))
                .containsExactly(
                        "",
                        "^Idx",
                        "Method",
                        "SIP From",
                        "SIP To",
                        "Msgs",
                        "Source",
                        "Destination",
                        "Call State");
        assertThat(lines.get(5))
                .isEqualTo(
                        "  [ ] 1    INVITE     alice@example.com         bob@example.com"
                                + "           6     192.0.2.1:5060         192.0.2.2:5060"
                                + "         COMPLETED");
        assertThat(lines.get(ROWS - 1))
                .startsWith("Esc Quit   Enter Show   Space Select   F1 Help");
    }

    @Test
    void statesHaveTheirColours() {
        Canvas canvas = screen.draw(ROWS, COLUMNS);

        assertThat(canvas.lines().get(5)).allMatch(span -> span.style().equals(Style.CURRENT));
        assertThat(canvas.lines().get(6))
                .anyMatch(
                        span -> span.text().startsWith("BUSY") && span.style().text() == Colour.RED)
                .anyMatch(
                        span ->
                                span.text().startsWith("INVITE")
                                        && span.style().equals(Style.of(Colour.RED).strong()));
    }

    @Test
    void searchingShowsTheCallsThatHoldTheText() {
        assertThat(calls("/", "t", "w", "o", "Enter")).hasSize(1);
        assertThat(shown()).contains("Display Filter: two\n", "Dialogs: 3 (1 displayed)");
        assertThat(calls("F3", "Backspace", "Backspace", "Backspace", "Enter")).hasSize(3);
        assertThat(calls("/", "x", "Esc")).hasSize(3);
    }

    @Test
    void clearingTakesWhatTheFilterDoesNotShow() {
        press("/", "t", "w", "o", "Enter", "F9", "/", "Ctrl-U", "Enter");

        assertThat(flows.callIds()).containsExactly("two");
        assertThat(calls("F5")).isEmpty();
    }

    @Test
    void theFilterWindowLooksAtMethodsAndAddresses() {
        assertThat(shown("F7")).contains("Filter options", "SIP From:", "REGISTER:");
        assertThat(shown("Esc")).doesNotContain("Filter options");

        List<String> calls =
                calls("F7", "Up", "Up", "Up", "Up", "Up", "Up", "Up", "Up", "Up", " ", "Enter");
        assertThat(calls).hasSize(1);
        assertThat(calls.getFirst()).contains("REGISTER");
        assertThat(calls("F7", "z", "Enter")).isEmpty();
    }

    @Test
    void onlyInvitesAreShownAndEverythingAgain() {
        assertThat(calls("i")).hasSize(2);
        assertThat(calls("i")).hasSize(3);
    }

    @Test
    void theListIsOrderedByAnyColumnBothWays() {
        assertThat(calls(">", "z").getFirst()).contains("REGISTER");
        assertThat(calls("<", "z").getFirst()).contains("[ ] 1 ");
    }

    @Test
    void columnsAreChosen() {
        assertThat(shown("F10")).contains("Call List columns selection");
        List<String> lines = press("Up", "Up", "Up", "Up", "Up", " ", "Enter");

        assertThat(lines.get(4)).contains("Status");
        assertThat(lines.get(6)).endsWith("BUSY         486");
    }

    @Test
    void aPausedScreenTakesNothing() {
        press("p");
        Calls.answered("four").forEach(this::add);
        assertThat(flows.callIds()).hasSize(3);
        assertThat(shown()).contains("Offline (Stopped)");

        press("p");
        Calls.answered("four").forEach(this::add);
        assertThat(flows.callIds()).hasSize(4);
    }

    @Test
    void theNewestCallIsFollowedUntilTheCursorMoves() {
        press("A");
        for (int i = 0; i < 60; i++) {
            Calls.failed("more" + i, 404).forEach(this::add);
        }
        assertThat(calls().getLast()).contains("[ ] 63 ");
        assertThat(calls("Home").getFirst()).contains("[ ] 1 ");
        assertThat(calls("PgDn", "PgDn", "End").getLast()).contains("[ ] 63 ");
    }

    @Test
    void theFlowIsALadderWithTheMessageBeside() {
        List<String> lines = press("Enter");

        assertThat(lines.getFirst().strip())
                .isEqualTo("Call flow for one (Color by Request/Response)");
        assertThat(lines.get(2)).contains("192.0.2.1:5060", "192.0.2.2:5060");
        assertThat(lines.get(4)).contains("│        INVITE (SDP)         │");
        assertThat(lines.get(5)).contains("│ ──────────────────────────> │");
        assertThat(lines.get(6)).contains("180 Ringing");
        assertThat(lines.get(7)).startsWith("        +0.200000   │ <───────────────");
        assertThat(lines.get(1)).endsWith("│INVITE sip:bob@example.com SIP/2.0");
        assertThat(press("Down").get(1)).endsWith("│SIP/2.0 180 Ringing");
    }

    @Test
    void theListFollowsItsCalls() {
        assertThat(calls().get(1)).endsWith("BUSY");

        Calls.answered("two").forEach(this::add);

        assertThat(calls().get(1)).contains(" 8     192.0.2.1:5060").doesNotContain("BUSY");
    }

    @Test
    void theServerThatRecordedACallIsOneColumn() {
        Calls.failed("own", 404).forEach(passed -> screen.add(passed, Calls.BOB));

        assertThat(flows.flow("own")).extracting(CallFlow::own).isEqualTo(Set.of(Calls.BOB));
    }

    @Test
    void theFlowGrowsWhileItIsShown() {
        press("Down", "Enter");
        assertThat(shown()).doesNotContain("200 OK");

        Calls.answered("two").stream().skip(2).forEach(this::add);
        assertThat(shown()).contains("200 OK (SDP)");
    }

    @Test
    void sessionDescriptionsAreShownAsMuchAsIsWanted() {
        assertThat(shown("Enter", "d")).contains("INVITE (192.0.2.9:6000)");
        assertThat(shown("F2")).contains("INVITE (192.0.2.9) ", " audio 6000 (PCMU) ");
        assertThat(shown("F2", "D")).contains("200 OK (SDP)").doesNotContain("180 Ringing", "ACK");
    }

    @Test
    void coloursGoByRequestCSeqCallIdAndBranch() {
        assertThat(press("Enter", "c").getFirst()).contains("(Color by CSeq)");
        assertThat(press("c").getFirst()).contains("(Color by Call-Id)");
        assertThat(press("F7").getFirst()).contains("(Color by Branch)");
        assertThat(press("c").getFirst()).contains("(Color by Request/Response)");
    }

    @Test
    void timesAreThoseOfTheDayOrSinceTheBeginning() {
        assertThat(press("Enter", "z").get(6)).startsWith("         0.200000   │");
    }

    @Test
    void twoMessagesAreCompared() {
        List<String> lines = press("Enter", " ", "Down", " ");

        assertThat(lines.get(1)).startsWith("INVITE sip:bob@").contains("│ SIP/2.0 180 Ringing");
        Canvas canvas = screen.draw(ROWS, COLUMNS);
        assertThat(canvas.lines().get(1).getFirst().style()).isEqualTo(Style.DIFFERENT);
        assertThat(canvas.lines().get(2).getFirst().style()).isEqualTo(Style.NORMAL);
        assertThat(shown("Esc")).contains("Call flow for one");
    }

    @Test
    void messagesAreShownAsTheyWereSent() {
        assertThat(press("Enter", "Enter").get(1)).isEqualTo("INVITE sip:bob@example.com SIP/2.0");
        press("Esc", "F6");
        assertThat(shown("End")).contains("CSeq: 2 BYE").doesNotContain("INVITE");
        assertThat(shown("Home")).contains("192.0.2.1:5060 -> 192.0.2.2:5060\nINVITE");
    }

    @Test
    void selectedCallsAreShownTogether() {
        List<String> lines = press(" ", "Down", " ", "Enter");

        assertThat(lines.getFirst()).contains("Call flow for 2 dialogs");
        assertThat(String.join("\n", lines)).contains("486 Busy Here", "180 Ringing");
        assertThat(calls("q").getFirst()).startsWith("  [*] 1 ");
    }

    @Test
    void ofACallOfManyLegsSomeAreShown() {
        for (int i = 1; i <= 9; i++) {
            add(Calls.leg("leg-" + i, "one"));
        }

        assertThat(press("F4").getFirst()).contains("Call flow for 8 dialogs and more");
    }

    @Test
    void aCauseStandsInTheFlowAndInItsColumn() {
        Reason reason = new Reason("cancelled", Map.of("by", "alice"), List.of());
        screen.add("two", new Remark(Calls.BEGIN.plusMillis(140), Method.INVITE, 1, 486, reason));

        assertThat(shown("Down", "Enter")).contains("INVITE 486: The caller ga… ●");
        assertThat(press("Down").subList(1, 5).toString())
                .contains("│INVITE 486", "│The caller gave up.", "│  by=alice");
        assertThat(shown("q", "F10", "Up", "Up", "Up", "Up", " ", "Enter"))
                .contains("BUSY         cancelled");
    }

    @Test
    void savingIsOrderedWithItsCalls() {
        press("Down", "F2", "x", "Tab", "Left", "Enter");

        SaveOrder order = Objects.requireNonNull(screen.takeOrder());
        assertThat(order.path()).isEqualTo("x.pcap");
        assertThat(order.flows()).extracting(flow -> flow.callId()).containsExactly("two");
        assertThat(screen.takeOrder()).isNull();
        assertThat(press("F2", "Enter").getLast()).contains("the file needs a name");
    }

    @Test
    void helpTellsTheKeys() {
        assertThat(shown("F1")).contains("Call List Help", "F10/t       Choose columns");
        assertThat(shown("x")).doesNotContain("Call List Help");
        assertThat(shown("Enter", "h")).contains("Call Flow Help");
    }

    @Test
    void leavingTheListEndsIt() {
        press("Enter", "Esc");
        assertThat(screen.ended()).isFalse();

        screen.press(new Key("q"));
        assertThat(screen.ended()).isTrue();
    }

    @Test
    void noSizeIsTooSmallAndNoKeyTooMuch() {
        List<String> keys =
                List.of(
                        "Enter", "x", "F1", "F2", "F3", "F6", "F7", "F8", "F10", "s", "9", "9",
                        "End", "PgUp", "?", "D", "t", "Esc", " ");
        for (int size = 1; size < 12; size++) {
            for (String key : keys) {
                screen.press(new Key(key));
                assertThat(screen.draw(size, size * 3).text()).hasSize(size);
                if (screen.ended()) {
                    return;
                }
            }
        }
    }

    @Test
    void wideCharactersTakeTwoPlaces() {
        Canvas canvas = new Canvas(1, 6);

        canvas.put(0, 0, "电话é́\u001b", Style.NORMAL);
        assertThat(canvas.text()).containsExactly("电话é́\\");
        canvas.put(0, 1, "x", Style.NORMAL);
        assertThat(canvas.text()).containsExactly(" x话é́\\");
    }
}
