package dev.ringback.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.events.DialogReport.Item;
import dev.ringback.uri.SipUri;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What NOTIFY requests tell.
class EventBodiesTest {
    private static final SipUri ALICE = SipUri.of(false, "alice", "example.com", -1);

    @Test
    void presenceIsAPidfDocument() throws Exception {
        Presence presence =
                new Presence(
                        ALICE,
                        true,
                        SipUri.of(false, "alice", "192.0.2.1", 5070),
                        "back <soon> & \"well\"\u0000",
                        Instant.parse("2026-01-02T03:04:05.678Z"));

        assertThat(presence.content().type()).isEqualTo("application/pidf+xml");
        assertThat(presence.content().text())
                .isEqualTo(
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <presence xmlns="urn:ietf:params:xml:ns:pidf" \
                        entity="sip:alice@example.com">
                          <tuple id="t1">
                            <status><basic>open</basic></status>
                            <contact>sip:alice@192.0.2.1:5070</contact>
                            <note>back &lt;soon&gt; &amp; &quot;well&quot;?</note>
                            <timestamp>2026-01-02T03:04:05Z</timestamp>
                          </tuple>
                        </presence>
                        """);
        assertThat(Presence.of(ALICE, false).content().text())
                .contains("<basic>closed</basic>")
                .doesNotContain("contact", "note", "timestamp");
    }

    @Test
    void aDialogReportCountsItsVersions() {
        var report =
                new DialogReport(
                        ALICE,
                        List.of(
                                new Item("d1", "a@b", true, DialogReport.State.CONFIRMED),
                                new Item("d2", null, false, DialogReport.State.EARLY)));

        assertThat(report.body(7).text())
                .isEqualTo(
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="7"\
                         state="full" entity="sip:alice@example.com">
                          <dialog id="d1" call-id="a@b" direction="initiator">
                            <state>confirmed</state>
                          </dialog>
                          <dialog id="d2" direction="recipient">
                            <state>early</state>
                          </dialog>
                        </dialog-info>
                        """);
    }

    @Test
    void waitingMessagesAreReadAsTheyAreWritten() {
        var messages = new WaitingMessages(ALICE, 2, 8, 0, 2);

        assertThat(messages.content().text())
                .isEqualTo(
                        """
                        Messages-Waiting: yes\r
                        Message-Account: sip:alice@example.com\r
                        Voice-Message: 2/8 (0/2)\r
                        """);
        assertThat(WaitingMessages.read(messages.content().text())).isEqualTo(messages);
        assertThat(WaitingMessages.read("messages-waiting: no\nvoice-message: 0/4"))
                .isEqualTo(new WaitingMessages(null, 0, 4, 0, 0));
        assertThat(WaitingMessages.read("Messages-Waiting: no"))
                .isEqualTo(new WaitingMessages(null, 0, 0, 0, 0));
    }

    @Test
    void whatCountsNothingIsNoSummary() {
        assertThat(WaitingMessages.read("")).isNull();
        assertThat(WaitingMessages.read("Voice-Message: 1/2")).isNull();
        assertThat(WaitingMessages.read("Messages-Waiting: yes\r\nVoice-Message: many")).isNull();
        assertThat(WaitingMessages.read("Messages-Waiting: yes\r\nVoice-Message: 99999999999/1"))
                .isNull();
    }

    @Test
    void progressOfAReferIsAStatusLine() {
        assertThat(ReferProgress.of(180, "Ringing").text()).isEqualTo("SIP/2.0 180 Ringing\r\n");
    }
}
