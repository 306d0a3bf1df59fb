package dev.ringback.offer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.offer.MediaControl.Agreed;
import dev.ringback.offer.MediaControl.Wish;
import dev.ringback.sdp.Direction;
import dev.ringback.sdp.MediaDescription;
import dev.ringback.sdp.SdpResult;
import dev.ringback.sdp.SessionDescription;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The descriptions of an audio session: RFC 3264 §5 to §9, RFC 6337 §5.
class AudioNegotiationTest {
    private static final String AUDIO =
            "m=audio 6000 RTP/AVP 8 0 96|a=rtpmap:96 telephone-event/8000|a=fmtp:96 0-16|";

    private final List<@Nullable AudioStream> flows = new ArrayList<>();
    private final AudioNegotiation audio =
            new AudioNegotiation(AudioSettings.of(7, "192.0.2.1", 4000), flows::add);

    /// A description of the peer, with lines after `t=` and bars for line ends.
    static SessionDescription theirs(String lines) {
        return described("c=IN IP4 192.0.2.2", lines);
    }

    private static SessionDescription described(String connection, String lines) {
        String text = "v=0|o=- 1 1 IN IP4 192.0.2.2|s=-|" + connection + "|t=0 0|" + lines;
        byte[] bytes = text.replace("|", "\r\n").getBytes(StandardCharsets.UTF_8);
        return ((SdpResult.Parsed) SessionDescription.parse(bytes)).description();
    }

    private SessionDescription answer(SessionDescription offer) {
        return ((Answered.Accepted) audio.answer(offer)).answer();
    }

    private SessionDescription answerAndAgree(SessionDescription offer) {
        SessionDescription answer = answer(offer);
        audio.agreed(new Agreed(answer, offer, false));
        return answer;
    }

    private SessionDescription offerAndAgree(Wish wish, SessionDescription answer) {
        SessionDescription offer = audio.offer(wish);
        audio.agreed(new Agreed(offer, answer, true));
        return offer;
    }

    private AudioStream stream() {
        return Objects.requireNonNull(audio.stream());
    }

    @Test
    void anOfferHasPcmuPcmaAndEvents() {
        assertThat(audio.offer(Wish.TALK).toString().replace("\r\n", "|"))
                .isEqualTo(
                        "v=0|o=- 7 0 IN IP4 192.0.2.1|s=-|c=IN IP4 192.0.2.1|t=0 0|"
                                + "m=audio 4000 RTP/AVP 0 8 101|a=rtpmap:0 PCMU/8000|"
                                + "a=rtpmap:8 PCMA/8000|a=rtpmap:101 telephone-event/8000|"
                                + "a=fmtp:101 0-15|a=ptime:20|a=sendrecv|");
    }

    @Test
    void anAnswerKeepsTheOrderAndTheNumbersOfTheOffer() {
        SessionDescription answer = answerAndAgree(theirs(AUDIO));
        MediaDescription line = answer.media().getFirst();
        assertThat(line.formats()).containsExactly("8", "0", "96");
        assertThat(Objects.requireNonNull(line.formatParameters("96")).text()).isEqualTo("0-15");
        assertThat(stream().codec().map().encoding()).isEqualTo("PCMA");
        assertThat(stream().events()).isEqualTo(96);
        assertThat(Objects.requireNonNull(stream().understood(96)).events()).isTrue();
        assertThat(stream().understood(101)).isNull();
        assertThat(stream().remote())
                .isEqualTo(new AudioStream.Remote("192.0.2.2", 6000, "192.0.2.2", 6001));
    }

    @Test
    void theNumbersOfAnAnswerAreWhatWeSendAndOursWhatComes() {
        offerAndAgree(
                Wish.TALK, theirs("m=audio 6000 RTP/AVP 8 100|a=rtpmap:100 telephone-event/8000|"));
        assertThat(stream().codec()).isEqualTo(AudioFormat.PCMA);
        assertThat(stream().events()).isEqualTo(100);
        assertThat(Objects.requireNonNull(stream().understood(101)).events()).isTrue();
    }

    @Test
    void laterOffersKeepTheNumbersOfTheFirstAnswer() {
        answerAndAgree(theirs(AUDIO));
        MediaDescription line = audio.offer(Wish.HOLD).media().getFirst();
        assertThat(line.formats()).containsExactly("0", "8", "96");
    }

    @Test
    void streamsThatWeCannotTakeAreRefusedInTheirPlaces() {
        String offer =
                "m=video 6002 RTP/AVP 31|"
                        + AUDIO
                        + "m=audio 6004 RTP/AVP 0|m=message 5 TCP/MSRP *|";
        SessionDescription answer = answerAndAgree(theirs(offer));
        assertThat(answer.media())
                .extracting(MediaDescription::port)
                .containsExactly(0, 4000, 0, 0);
        assertThat(answer.media())
                .extracting(MediaDescription::media)
                .containsExactly("video", "audio", "audio", "message");
        SessionDescription later = audio.offer(Wish.SAME);
        assertThat(later.media()).extracting(MediaDescription::port).containsExactly(0, 4000, 0, 0);
        assertThat(stream().remote().port()).isEqualTo(6000);
    }

    /// RFC 3264 §6.1: what we answer, while we hold the peer or not, and what then flows.
    @ParameterizedTest
    @CsvSource({
        "sendrecv, false, sendrecv, SENDRECV",
        "sendonly, false, recvonly, RECVONLY",
        "recvonly, false, sendonly, SENDONLY",
        "inactive, false, inactive, INACTIVE",
        "sendrecv, true, sendonly, SENDONLY",
        "sendonly, true, inactive, INACTIVE",
        "recvonly, true, sendonly, SENDONLY",
        "inactive, true, inactive, INACTIVE",
    })
    void theDirectionOfAnAnswer(String offered, boolean holding, String answered, Direction flow) {
        offerAndAgree(holding ? Wish.HOLD : Wish.TALK, theirs(AUDIO + "a=sendrecv|"));
        SessionDescription answer = answerAndAgree(theirs(AUDIO + "a=" + offered + "|"));
        assertThat(answer.toString()).contains("a=" + answered + "\r\n");
        assertThat(stream().direction()).isEqualTo(flow);
    }

    @Test
    void anOldHoldByAddressStopsUsFromSendingOnly() {
        SessionDescription answer = answerAndAgree(described("c=IN IP4 0.0.0.0", AUDIO));
        assertThat(answer.toString()).contains("a=sendrecv");
        assertThat(stream().direction()).isEqualTo(Direction.RECVONLY);
    }

    @Test
    void aHoldOutlastsOffersOfThePeerAndRefreshes() {
        offerAndAgree(Wish.TALK, theirs(AUDIO));
        assertThat(offerAndAgree(Wish.HOLD, theirs(AUDIO + "a=recvonly|")).toString())
                .contains("a=sendonly");
        assertThat(answerAndAgree(theirs(AUDIO)).toString()).contains("a=sendonly");
        assertThat(offerAndAgree(Wish.SAME, theirs(AUDIO)).toString()).contains("a=sendonly");
        assertThat(offerAndAgree(Wish.TALK, theirs(AUDIO)).toString()).contains("a=sendrecv");
        assertThat(stream().direction()).isEqualTo(Direction.SENDRECV);
    }

    @Test
    void theHoldOfThePeerIsNoneOfOurs() {
        answerAndAgree(theirs(AUDIO + "a=sendonly|"));
        assertThat(audio.offer(Wish.SAME).toString()).contains("a=sendrecv");
    }

    @Test
    void aHoldThatThePeerRefusesIsNoHold() {
        offerAndAgree(Wish.TALK, theirs(AUDIO));
        audio.offer(Wish.HOLD);
        audio.rejected();
        assertThat(audio.holding()).isFalse();
        assertThat(audio.offer(Wish.SAME).toString()).contains("a=sendrecv");
    }

    @Test
    void theVersionGrowsByOneWhenSomethingChangedAndOnlyThen() {
        assertThat(version(offerAndAgree(Wish.TALK, theirs(AUDIO)))).isEqualTo("0");
        assertThat(version(offerAndAgree(Wish.SAME, theirs(AUDIO)))).isEqualTo("0");
        assertThat(version(offerAndAgree(Wish.HOLD, theirs(AUDIO)))).isEqualTo("1");
        assertThat(version(offerAndAgree(Wish.TALK, theirs(AUDIO)))).isEqualTo("2");
    }

    @Test
    void anAnswerThatWasNeverSentTakesNoVersion() {
        offerAndAgree(Wish.TALK, theirs(AUDIO));
        answer(theirs(AUDIO + "a=inactive|"));
        audio.rejected();
        assertThat(version(audio.offer(Wish.HOLD))).isEqualTo("1");
    }

    private static String version(SessionDescription description) {
        return description.origin().sessionVersion();
    }

    @Test
    void aChangeOfCodecIsOfferedWithTheNextVersion() {
        offerAndAgree(Wish.TALK, theirs(AUDIO));
        audio.formats(List.of(AudioFormat.PCMA, AudioFormat.EVENTS));
        SessionDescription offer = offerAndAgree(Wish.SAME, theirs("m=audio 6000 RTP/AVP 8|"));
        assertThat(offer.media().getFirst().formats()).containsExactly("8", "101");
        assertThat(version(offer)).isEqualTo("1");
        assertThat(stream().codec()).isEqualTo(AudioFormat.PCMA);
        assertThat(stream().events()).isEqualTo(-1);
    }

    /// RFC 3261 §20.43: the warning says why nothing could be taken.
    @ParameterizedTest
    @CsvSource({
        "m=video 6000 RTP/AVP 31|, 304",
        "m=audio 6000 RTP/SAVP 0|, 302",
        "m=audio 6000 RTP/AVP 18|, 305",
        "m=audio 6000 RTP/AVP 96|a=rtpmap:96 telephone-event/8000|, 305",
        "m=audio 6000 RTP/AVP 0|c=IN IP4 224.2.1.1/127|, 330",
        "m=audio 6000 RTP/AVP 0|c=IN IP6 2001:db8::2|, 301",
        "m=audio 6000 RTP/AVP 0|c=ATM NSAP 47.0091|, 300",
        "m=video 6000 RTP/AVP 31|m=audio 6000 RTP/AVP 18|, 305",
    })
    void anOfferWithNothingForUsIsRefusedWithItsWarning(String lines, int warning) {
        Answered.Unacceptable why = (Answered.Unacceptable) audio.answer(theirs(lines));
        assertThat(why.warning()).isEqualTo(warning);
        MediaDescription able = why.capabilities().getFirst().media().getFirst();
        assertThat(able.port()).isZero();
        assertThat(able.formats()).containsExactly("0", "8", "101");
    }

    @Test
    void anOfferWithoutAddressIsRefused() {
        Answered.Unacceptable why =
                (Answered.Unacceptable) audio.answer(described("i=x", "m=audio 6000 RTP/AVP 0|"));
        assertThat(why.warning()).isEqualTo(399);
    }

    @Test
    void anOfferWithoutStreamsIsTaken() {
        SessionDescription answer = answerAndAgree(theirs(""));
        assertThat(answer.media()).isEmpty();
        assertThat(audio.stream()).isNull();
        assertThat(audio.offer(Wish.TALK).media()).hasSize(1);
    }

    @Test
    void aStreamThatThePeerEndsIsOver() {
        answerAndAgree(theirs(AUDIO));
        SessionDescription answer = answerAndAgree(theirs("m=audio 0 RTP/AVP 0|"));
        assertThat(answer.media().getFirst().port()).isZero();
        assertThat(flows).last().isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 20",
        "a=ptime:30|, 30",
        "a=ptime:30|a=maxptime:20|, 20",
        "a=maxptime:10|, 10",
        "a=ptime:5000|, 200",
        "a=ptime:nonsense|, 20",
    })
    void packetsAreAsLongAsThePeerLikesThem(String lines, int millis) {
        answerAndAgree(theirs(AUDIO + lines));
        assertThat(stream().packetTime()).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void ourOwnPacketTimesAreWritten() {
        AudioSettings settings =
                AudioSettings.of(7, "192.0.2.1", 4000)
                        .withPackets(Duration.ofMillis(30), Duration.ofMillis(60));
        assertThat(new AudioNegotiation(settings, flows::add).offer(Wish.TALK).toString())
                .contains("a=ptime:30\r\n", "a=maxptime:60\r\n");
    }

    @Test
    void rtcpGoesWhereThePeerSays() {
        answerAndAgree(theirs(AUDIO + "a=rtcp:7001 IN IP4 192.0.2.9|"));
        assertThat(stream().remote())
                .isEqualTo(new AudioStream.Remote("192.0.2.2", 6000, "192.0.2.9", 7001));
    }

    @ParameterizedTest
    @CsvSource({
        "m=audio 6000 RTP/AVP 18|, Incompatible media format",
        "m=audio 6000 RTP/SAVP 0|, Incompatible transport protocol: RTP/SAVP",
    })
    void anAnswerThatIsNoneIsAFault(String lines, String fault) {
        assertThat(audio.fault(audio.offer(Wish.TALK), theirs(lines))).isEqualTo(fault);
    }

    @Test
    void anAnswerMayRefuseTheStream() {
        SessionDescription offer = audio.offer(Wish.TALK);
        SessionDescription answer = theirs("m=audio 0 RTP/AVP 18|");
        assertThat(audio.fault(offer, answer)).isNull();
        audio.agreed(new Agreed(offer, answer, true));
        assertThat(audio.stream()).isNull();
    }

    @Test
    void aNarrowerOfferHasWhatThePeerCanDo() {
        audio.offer(Wish.TALK);
        SessionDescription narrower =
                Objects.requireNonNull(audio.narrower(theirs("m=audio 0 RTP/AVP 18 8|")));
        assertThat(narrower.media().getFirst().formats()).containsExactly("8");
        assertThat(version(narrower)).isEqualTo("1");
        assertThat(audio.narrower(theirs("m=audio 0 RTP/AVP 18 8|"))).isNull();
    }

    @Test
    void thereIsNoNarrowerOfferForAPeerThatCanDoNothingOfOurs() {
        audio.offer(Wish.TALK);
        assertThat(audio.narrower(null)).isNull();
        assertThat(audio.narrower(theirs("m=audio 0 RTP/AVP 18|"))).isNull();
        assertThat(audio.narrower(theirs("m=video 0 RTP/AVP 0|"))).isNull();
    }

    @Test
    void theEndStopsTheFlow() {
        answerAndAgree(theirs(AUDIO));
        audio.closed();
        assertThat(flows).last().isNull();
        assertThat(audio.stream()).isNull();
    }
}
