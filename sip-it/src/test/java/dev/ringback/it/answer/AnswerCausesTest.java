package dev.ringback.it.answer;

import dev.ringback.it.answer.Script.Line;
import dev.ringback.it.peer.FreePorts;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// The codes that `ringback answer` gives because there is a cause, not because it is told to.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswerCausesTest {
    private static final String BOB = "sip:bob@[remote_ip]:[remote_port]";
    private static final String TAG = "[peer_tag_param]";
    private static final String VIDEO =
            """
            v=0
            o=caller 1 1 IN IP4 [local_ip]
            s=-
            c=IN IP4 [media_ip]
            t=0 0
            m=video [media_port] RTP/AVP 31
            """;

    private final FreePorts ports = new FreePorts();
    private final int port = ports.next();
    private final Answering answer =
            Answering.start(port, "--reply", "180,200", "--delay", "1s", "--sign");

    @AfterAll
    void stop() {
        answer.close();
    }

    private DynamicTest test(int code, String cause, Script script) {
        return DynamicTest.dynamicTest(
                code + " " + cause, () -> Judge.check(ports, answer, port, script));
    }

    private static Script asked(Line line, String... headers) {
        return new Script().send(line, 1, "", "", headers);
    }

    @TestFactory
    Stream<DynamicTest> whatIsAskedAndHowCallsEnd() {
        return Stream.of(
                test(
                        200,
                        "OPTIONS",
                        asked(new Line("OPTIONS", BOB), "Accept: application/sdp")
                                .receive(
                                        200,
                                        "Allow: INVITE",
                                        "Accept: application/sdp",
                                        "Accept-Encoding",
                                        "Accept-Language",
                                        "Supported")),
                test(
                        487,
                        "CANCEL, which gets its own 200",
                        Script.plainInvite()
                                .maybe(100)
                                .receive(180)
                                .cancel()
                                .receive(200)
                                .receive(487)
                                .refused()));
    }

    @TestFactory
    Stream<DynamicTest> requestsThatAreRefused() {
        return Stream.of(
                test(
                        400,
                        "no number of hops",
                        asked(new Line("OPTIONS", BOB), "Max-Forwards: many").receive(400)),
                test(405, "SUBSCRIBE", asked(new Line("SUBSCRIBE", BOB)).receive(405, "Allow")),
                test(501, "a new method", asked(new Line("TURN", BOB)).receive(501)),
                test(
                        416,
                        "another scheme",
                        asked(new Line("OPTIONS", "mailto:bob@127.0.0.1")).receive(416)),
                test(
                        414,
                        "a long Request-URI",
                        asked(new Line("OPTIONS", BOB + ";x=" + "y".repeat(2100))).receive(414)),
                test(
                        505,
                        "another version",
                        asked(new Line("OPTIONS", BOB, "SIP/3.0")).receive(505)),
                test(
                        420,
                        "an unknown extension",
                        asked(new Line("OPTIONS", BOB), "Require: magic, more")
                                .receive(420, "Unsupported: magic, more")),
                test(
                        415,
                        "an unknown body",
                        new Script()
                                .send("INVITE", 1, "", "x", "Content-Type: text/odd")
                                .maybe(100)
                                .receive(415, "Accept: application/sdp")
                                .refused()),
                test(
                        488,
                        "an offer of video alone",
                        new Script()
                                .send("INVITE", 1, "", VIDEO)
                                .maybe(100)
                                .receive(488, "Warning: 30")
                                .refused()),
                test(
                        493,
                        "a body for somebody else",
                        new Script()
                                .send(
                                        "INVITE",
                                        1,
                                        "",
                                        Undecipherable.base64(),
                                        "Content-Type: application/pkcs7-mime;"
                                                + "smime-type=enveloped-data",
                                        "Content-Transfer-Encoding: base64")
                                .maybe(100)
                                .receive(493, "Content-Type: certs-only")
                                .refused()),
                test(
                        481,
                        "BYE of no call",
                        new Script().send("BYE", 7, ";tag=nothing", "").receive(481)),
                test(
                        481,
                        "CANCEL of no call",
                        asked(new Line("CANCEL", BOB), "-Contact").receive(481)));
    }

    @TestFactory
    Stream<DynamicTest> whatACallRefuses() {
        return Stream.of(
                test(
                        500,
                        "a lower number in a call",
                        Script.invite("CSeq: 9 INVITE")
                                .receive(200)
                                .acknowledge(9)
                                .send(new Line("INFO", "[next_url]"), 5, TAG, "")
                                .receive(500)
                                .hangUp(12)),
                test(
                        500,
                        "a second INVITE before the answer",
                        Script.plainInvite()
                                .maybe(100)
                                .receive(180)
                                .send(new Line("INVITE", "[next_url]"), 2, TAG, Script.OFFER)
                                .receive(500, "Retry-After")
                                .acknowledgeRefusal(2)
                                .receive(200)
                                .acknowledge(1)
                                .hangUp(3)),
                test(
                        482,
                        "the same request on another way",
                        Script.plainInvite()
                                .maybe(100)
                                .receive(180)
                                .send("INVITE", 1, "", Script.OFFER)
                                .receive(482)
                                .refused()
                                .receive(200)
                                .accepted()));
    }
}
