package dev.ringback.it.answer;

import dev.ringback.it.peer.FreePorts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// `ringback answer` gives SIPp every response code of a user agent server: those that it is told
/// to give, with what each must carry, and those that have a cause of their own.
class AnswerCodesTest {
    private final FreePorts ports = new FreePorts();

    /// A code that `answer` is told to give.
    ///
    /// @param options what it is told
    /// @param script what SIPp does and wants
    private record Told(int code, String options, Script script) {
        @Override
        public String toString() {
            return code + " by " + options;
        }
    }

    private static Told refusal(int code, String options, String... carries) {
        return new Told(code, options, Script.invite().receive(code, carries).refused());
    }

    private static Told plain(int code) {
        return refusal(code, "--reply " + code, "To: ;tag=");
    }

    @TestFactory
    Stream<DynamicTest> provisionalResponsesAndAcceptance() {
        String sdp = "body: m=audio";
        return tests(
                new Told(
                        100,
                        "--reply 100,200 --delay 1s",
                        Script.plainInvite("Timestamp: 54")
                                .receive(100, "Timestamp: 54")
                                .receive(200)
                                .accepted()),
                progress(180, "--reply 180,200", "To: ;tag=", "Contact"),
                progress(181, "--reply 181,200", "To: ;tag=", "Contact"),
                new Told(
                        182,
                        "--queue 2",
                        Script.plainInvite()
                                .maybe(100)
                                .receive(182, "phrase: 2 calls queued; expected waiting time")
                                .receive(182, "phrase: 1 call queued; expected waiting time")
                                .receive(200)
                                .accepted()),
                progress(183, "--reply 183,200 --early-media", "To: ;tag=", "Contact", sdp),
                new Told(
                        183,
                        "--reply 183,200 --early-media --reliable",
                        Script.plainInvite("Supported: 100rel")
                                .maybe(100)
                                .receive(183, "RSeq: [0-9][0-9]*", "Require: 100rel", sdp)
                                .send(
                                        new Script.Line("PRACK", "[next_url]"),
                                        2,
                                        "[peer_tag_param]",
                                        "",
                                        "RAck: [$1] 1 INVITE")
                                .receive(200)
                                .receive(200)
                                .acknowledge(1)
                                .hangUp(3)),
                new Told(
                        200,
                        "--reply 200",
                        Script.invite()
                                .receive(200, "To: ;tag=", "Contact", "Allow", "Supported", sdp)
                                .accepted()));
    }

    private static Told progress(int code, String options, String... carries) {
        return new Told(
                code,
                options,
                Script.plainInvite().maybe(100).receive(code, carries).receive(200).accepted());
    }

    @TestFactory
    Stream<DynamicTest> redirections() {
        String there = " --redirect sip:carol@example.com";
        String contact = "Contact: sip:carol@example.com";
        return tests(
                refusal(300, "--reply 300" + there, contact),
                refusal(301, "--reply 301" + there, contact),
                refusal(302, "--redirect sip:carol@example.com", contact),
                refusal(302, "--header Expires:60" + there, contact, "Expires: 60"),
                refusal(305, "--reply 305 --redirect sip:proxy.example.com", "Contact"),
                refusal(380, "--reply 380", "Content-Type", "body: message"));
    }

    @TestFactory
    Stream<DynamicTest> refusals() {
        List<Told> told = new ArrayList<>();
        for (int code : List.of(402, 403, 404, 406, 408, 410, 414, 416, 481, 482, 483, 491)) {
            told.add(plain(code));
        }
        for (int code : List.of(501, 502, 504, 505, 513, 604)) {
            told.add(plain(code));
        }
        return tests(told.toArray(Told[]::new));
    }

    @TestFactory
    Stream<DynamicTest> refusalsThatSayMore() {
        String warning = "Warning: 305 ";
        String soon = " --retry-after 90s";
        return tests(
                refusal(400, "--reply 400", "phrase: Bad Request: "),
                refusal(401, "--reply 401", "WWW-Authenticate: algorithm=SHA-256"),
                refusal(407, "--reply 407", "Proxy-Authenticate: algorithm=SHA-256"),
                refusal(405, "--reply 405", "Allow"),
                refusal(413, "--reply 413" + soon, "Retry-After: 90"),
                refusal(415, "--reply 415", "Accept: application/sdp"),
                refusal(420, "--reply 420", "Unsupported"),
                refusal(421, "--reply 421", "Require"),
                refusal(423, "--reply 423", "Min-Expires"),
                refusal(480, "--dnd" + soon, "Retry-After: 90"),
                refusal(484, "--reply 484", "phrase: Address Incomplete: "),
                refusal(485, "--reply 485 --redirect sip:b@x.example", "Contact: sip:b@x"),
                refusal(486, "--busy" + soon, "Retry-After: 90"),
                refusal(487, "--reply 487", "To: ;tag="),
                refusal(488, "--reply 488", warning, "Content-Type", "body: m=audio"),
                refusal(493, "--reply 493 --sign", "Content-Type: application/pkcs7-mime"),
                refusal(500, "--reply 500" + soon, "Retry-After: 90"),
                refusal(503, "--reply 503", "Retry-After"),
                refusal(600, "--reply 600" + soon, "Retry-After: 90"),
                refusal(603, "--reply 603" + soon, "Retry-After: 90"),
                refusal(606, "--reply 606", warning, "body: m=audio"));
    }

    private Stream<DynamicTest> tests(Told... rows) {
        return Stream.of(rows)
                .map(row -> DynamicTest.dynamicTest(row.toString(), () -> judge(row)));
    }

    private void judge(Told told) {
        int port = ports.next();
        try (Answering answer = Answering.start(port, told.options().split(" "))) {
            Judge.check(ports, answer, port, told.script());
        }
    }
}
