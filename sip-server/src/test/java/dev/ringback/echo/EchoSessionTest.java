package dev.ringback.echo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EchoSessionTest {
    private static final String HEAD =
            "v=0\r\no=alice 1 1 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\n";

    private final EchoSession session = new EchoSession("192.0.2.1", 42);

    @Test
    void theAnswerIsCompleteAndOurs() {
        String expected =
                """
                v=0
                o=ringback 42 1 IN IP4 192.0.2.1
                s=-
                c=IN IP4 192.0.2.1
                t=0 0
                m=audio 9 RTP/AVP 0
                a=rtpmap:0 PCMU/8000
                a=sendrecv
                """;
        assertThat(answer("m=audio 4000 RTP/AVP 0\r\n")).isEqualTo(expected.replace("\n", "\r\n"));
    }

    @Test
    void acceptedCodecsAreMirroredInTheOffersOrder() {
        String media =
                """
                m=audio 4000 RTP/AVP 96 8 0 97 101
                a=rtpmap:96 opus/48000/2
                a=rtpmap:97 pcmu/8000/1
                a=rtpmap:101 telephone-event/8000
                a=fmtp:101 0-16
                """;
        assertThat(answer(media))
                .contains("m=audio 9 RTP/AVP 8 0 97 101\r\n")
                .contains("a=rtpmap:8 PCMA/8000\r\n", "a=rtpmap:97 pcmu/8000/1\r\n")
                .contains("a=fmtp:101 0-16\r\n")
                .doesNotContain("opus");
    }

    @Test
    void aNumberThatMeansAnotherCodecIsNotTaken() {
        assertThat(answer("m=audio 4000 RTP/AVP 8 0\r\na=rtpmap:0 G722/8000\r\n"))
                .contains("m=audio 9 RTP/AVP 8\r\n");
    }

    @Test
    void directionsAreMirrored() {
        List<List<String>> pairs =
                List.of(
                        List.of("sendonly", "recvonly"),
                        List.of("recvonly", "sendonly"),
                        List.of("inactive", "inactive"),
                        List.of("sendrecv", "sendrecv"));
        for (List<String> pair : pairs) {
            assertThat(answer("m=audio 4000 RTP/AVP 0\r\na=" + pair.get(0) + "\r\n"))
                    .endsWith("a=" + pair.get(1) + "\r\n");
            assertThat(answer("a=" + pair.get(0) + "\r\nm=audio 4000 RTP/AVP 0\r\n"))
                    .endsWith("a=" + pair.get(1) + "\r\n");
        }
    }

    @Test
    void otherStreamsAreTurnedDownInTheirPlace() {
        String media =
                """
                m=video 4002 RTP/AVP 31 34
                m=audio 4000 RTP/AVP 0
                m=audio 4004 RTP/SAVP 0
                m=audio 0 RTP/AVP 8
                """;
        assertThat(answer(media))
                .containsSubsequence(
                        "m=video 0 RTP/AVP 31 34\r\n",
                        "m=audio 9 RTP/AVP 0\r\n",
                        "m=audio 0 RTP/SAVP 0\r\n",
                        "m=audio 0 RTP/AVP 8\r\n");
    }

    @Test
    void anOfferWithoutLiveStreamsIsAnsweredAlike() {
        assertThat(answer("")).doesNotContain("m=");
        assertThat(answer("m=audio 0 RTP/AVP 0\r\n")).endsWith("m=audio 0 RTP/AVP 0\r\n");
    }

    @Test
    void theTimingOfTheOfferIsKept() {
        String offer = HEAD.replace("t=0 0", "t=1 2") + "m=audio 4000 RTP/AVP 0\r\n";
        assertThat(answerTo(offer)).contains("\r\nt=1 2\r\n");
    }

    @Test
    void eachDescriptionHasANewVersionOfOneSession() {
        assertThat(session.offer()).contains("o=ringback 42 1 ");
        assertThat(answer("m=audio 4000 RTP/AVP 0\r\n")).contains("o=ringback 42 2 ");
    }

    @Test
    void ipv6IsWrittenWithoutBrackets() {
        assertThat(new EchoSession("[2001:db8::1]", 1).offer())
                .contains("c=IN IP6 2001:db8::1\r\n");
    }

    @Test
    void nothingInCommonIsUnacceptable() {
        unacceptable(305, "m=audio 4000 RTP/AVP 18\r\n");
        unacceptable(305, "m=audio 4000 RTP/AVP 101\r\na=rtpmap:101 telephone-event/8000\r\n");
        unacceptable(304, "m=video 4000 RTP/AVP 31\r\n");
        unacceptable(304, "m=video 4000 RTP/AVP 31\r\nm=audio 0 RTP/AVP 0\r\n");
        unacceptable(302, "m=audio 4000 RTP/SAVP 0\r\n");
    }

    @Test
    void whatCanBeDoneIsNoOfferAndCountsForNothing() {
        assertThat(session.capabilities()).contains("m=audio 0 RTP/AVP 0 8 101\r\n");
        assertThat(session.offer()).contains("o=ringback 42 1 ").contains("m=audio 9 ");
    }

    private void unacceptable(int warning, String media) {
        assertThat(session.answer((HEAD + media).getBytes(UTF_8)))
                .as(media)
                .isInstanceOfSatisfying(
                        EchoSession.Unacceptable.class,
                        refused -> assertThat(refused.warning()).isEqualTo(warning));
    }

    @Test
    void whatIsNoSessionDescriptionIsUnreadable() {
        for (String text :
                List.of(
                        "",
                        "junk",
                        "v=1\r\n",
                        "v=0",
                        "v=0\r\ns=-\r\n",
                        HEAD + "m=audio\r\n",
                        HEAD + "m=audio port RTP/AVP 0\r\n",
                        HEAD + "m=audio 4000 RTP/AVP\r\n",
                        HEAD + "m=audio  4000 RTP/AVP 0\r\n",
                        HEAD + "m=audio 999999 RTP/AVP 0\r\n",
                        HEAD + "audio\r\n",
                        HEAD + "\r\nv\r\n")) {
            assertThat(session.answer(text.getBytes(UTF_8)))
                    .as(text)
                    .isInstanceOfSatisfying(
                            EchoSession.Unacceptable.class,
                            outcome -> assertThat(outcome.warning()).isEqualTo(399));
        }
    }

    private String answer(String rest) {
        return answerTo(HEAD + rest);
    }

    private String answerTo(String offer) {
        EchoSession.Outcome outcome = session.answer(offer.getBytes(UTF_8));
        assertThat(outcome).isInstanceOf(EchoSession.Answer.class);
        return ((EchoSession.Answer) outcome).sdp();
    }
}
