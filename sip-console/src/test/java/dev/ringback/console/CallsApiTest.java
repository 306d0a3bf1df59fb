package dev.ringback.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.console.api.Asked;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is answered about calls.
final class CallsApiTest {
    private final TestConsole console;
    private final Browser admin;

    CallsApiTest(@TempDir Path folder) throws Exception {
        console = TestConsole.open(folder);
        admin = console.admin();
    }

    @AfterEach
    void end() {
        console.close();
    }

    private void call(String callId, int minute, String callee) {
        console.calls.add(
                MemoryCalls.timedOut(callId, MemoryCalls.BEGIN.plusSeconds(60L * minute), callee));
    }

    private String body(String path) throws IOException {
        Browser.Answer answer = admin.get("/api/v1/" + path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private List<String> found(String query) throws IOException {
        return Said.of(body("calls" + query)).list("calls").stream()
                .map(each -> each.text("callId"))
                .toList();
    }

    @Test
    void callsAreFoundByUserCodeCauseAndTime() throws IOException {
        call("one", 1, "bob@example.com");
        call("two", 2, "carol@example.com");
        assertThat(found("")).containsExactly("two", "one");
        assertThat(found("?user=carol")).containsExactly("two");
        assertThat(found("?user=one")).containsExactly("one");
        assertThat(found("?code=408")).hasSize(2);
        assertThat(found("?code=4")).hasSize(2);
        assertThat(found("?code=486")).isEmpty();
        assertThat(found("?cause=timer-fired")).hasSize(2);
        assertThat(found("?cause=overloaded")).isEmpty();
        assertThat(found("?since=2026-11-23T10:01:30Z")).containsExactly("two");
        assertThat(found("?until=2026-11-23T10:01:30Z")).containsExactly("one");
        assertThat(admin.get("/api/v1/calls?code=77").status()).isEqualTo(400);
        assertThat(admin.get("/api/v1/calls?since=today").status()).isEqualTo(400);
    }

    @Test
    void aCallThatWasSentOnRings() throws IOException {
        console.calls.add(MemoryCalls.sentOn("on", MemoryCalls.BEGIN, "bob@example.com"));
        assertThat(body("calls")).contains("\"state\":\"ringing\"", "\"ended\":null");
    }

    @Test
    void callsComeInPages() throws IOException {
        for (int i = 0; i < 5; i++) {
            call("call-" + i, i, "bob@example.com");
        }
        Said first = Said.of(body("calls?limit=3"));
        assertThat(found("?limit=3")).containsExactly("call-4", "call-3", "call-2");
        String rest = "calls?limit=3&cursor=" + first.get("next");
        assertThat(body(rest)).contains("call-1", "call-0", "\"next\":null");
    }

    @Test
    void aCallHasItsLanesMessagesAndRemarks() throws IOException {
        String strange = "a/b?c%d{e}<f>@[::1]";
        call(strange, 1, "bob@example.com");
        Said call = Said.of(body("calls/" + Asked.id(strange)));
        assertThat(call.text("summary"))
                .contains("state=failed", "status=408", "cause=timer-fired", "retransmissions=1")
                .contains("callId=" + strange, "setupMs=32000.0", "messages=3");
        assertThat((List<?>) call.get("lanes")).hasSize(2);
        List<?> messages = (List<?>) call.get("messages");
        assertThat(messages.get(1).toString())
                .contains("startLine=INVITE sip:bob@example.com SIP/2.0", "repeats=0")
                .contains("name=RFC 3261 §13", "source=192.0.2.7:5070");
        assertThat(messages.get(2).toString()).contains("status=408", "repeats=null");
        assertThat(call.text("remarks"))
                .contains("kind=timer-fired", "facts={timer=B}", "sinceStartMs=32000.0");
    }

    @Test
    void whyTellsTheDecisiveCauseFirst() throws IOException {
        call("one", 1, "bob@example.com");
        assertThat(body("calls/" + Asked.id("one") + "/why?lang=zh"))
                .contains("\"lang\":\"zh\"", "\"kind\":\"timer-fired\"", "timer=B");
    }

    @Test
    void theLadderIsADrawingThatMayDoNothing() throws IOException {
        call("one", 1, "bob@example.com");
        Browser.Answer answer = admin.get("/api/v1/calls/" + Asked.id("one") + "/ladder.svg");
        assertThat(answer.header("Content-Type")).startsWith("image/svg+xml");
        assertThat(answer.header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; style-src 'unsafe-inline'; sandbox");
        assertThat(answer.body()).contains("<svg", "INVITE").doesNotContain("<script");
    }

    @Test
    void theCaptureHasEachMessage() throws IOException {
        call("one", 1, "bob@example.com");
        Browser.Answer answer = admin.get("/api/v1/calls/" + Asked.id("one") + "/pcap");
        assertThat(answer.header("Content-Type")).isEqualTo("application/vnd.tcpdump.pcap");
        assertThat(answer.body().split("INVITE sip:bob@example.com SIP/2.0", -1)).hasSize(3);
        assertThat(answer.body().getBytes(StandardCharsets.UTF_8).length).isGreaterThan(600);
    }

    @Test
    void aCallThatIsForgottenIsNotFound() throws IOException {
        for (String end : List.of("", "/why", "/ladder.svg", "/pcap")) {
            assertThat(admin.get("/api/v1/calls/" + Asked.id("gone") + end).status())
                    .isEqualTo(404);
        }
    }
}
