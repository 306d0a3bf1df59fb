package dev.ringback.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.ringback.message.SipResponse;
import dev.ringback.sample.RandomMessages;
import dev.ringback.sample.Samples;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamFramerTest {
    private static final ParseLimits LIMITS = ParseLimits.defaults();
    private static final String PING = "\r\n\r\n";

    /// Everything that comes out, as text; stops at Broken.
    private static List<String> drain(StreamFramer framer) {
        List<String> events = new ArrayList<>();
        while (true) {
            switch (framer.next()) {
                case StreamFramer.Frame frame -> events.add(Samples.text(frame.bytes()));
                case StreamFramer.KeepAlive _ -> events.add("ping");
                case StreamFramer.Pong _ -> events.add("pong");
                case StreamFramer.Incomplete _ -> {
                    return events;
                }
                case StreamFramer.Broken broken -> {
                    events.add(words(broken.malformed()));
                    return events;
                }
            }
        }
    }

    private static String words(Malformed malformed) {
        return malformed.fault() + " " + malformed.offset() + " " + malformed.reply();
    }

    private static List<String> whole(String stream, ParseLimits limits) {
        StreamFramer framer = new StreamFramer(limits);
        framer.feed(Samples.bytes(stream));
        return drain(framer);
    }

    private static Malformed broken(String stream) {
        return broken(stream, LIMITS);
    }

    private static Malformed broken(String stream, ParseLimits limits) {
        StreamFramer framer = new StreamFramer(limits);
        framer.feed(Samples.bytes(stream));
        StreamFramer.Result result = framer.next();
        assertThat(result).isInstanceOf(StreamFramer.Broken.class);
        assertThat(framer.next()).isEqualTo(result);
        return ((StreamFramer.Broken) result).malformed();
    }

    /// Cut at every octet, and octet by octet, the stream gives the same.
    private static void assertSameHoweverChopped(String stream, ParseLimits limits) {
        List<String> expected = whole(stream, limits);
        byte[] bytes = Samples.bytes(stream);
        StreamFramer slow = new StreamFramer(limits);
        List<String> slowly = new ArrayList<>();
        for (int cut = 0; cut < bytes.length; cut++) {
            StreamFramer framer = new StreamFramer(limits);
            framer.feed(Arrays.copyOf(bytes, cut));
            List<String> events = new ArrayList<>(drain(framer));
            boolean over = framer.next() instanceof StreamFramer.Broken;
            framer.feed(ByteBuffer.wrap(bytes, cut, bytes.length - cut));
            events.addAll(over ? List.of() : drain(framer));
            assertThat(events).as("cut at %d", cut).isEqualTo(expected);
            if (!(slow.next() instanceof StreamFramer.Broken)) {
                slow.feed(new byte[] {bytes[cut]});
                slowly.addAll(drain(slow));
            }
        }
        assertThat(slowly).isEqualTo(expected);
    }

    private static String framed(String sample) {
        return Samples.message(sample).toString();
    }

    @Test
    void messagesAndPingsComeOutInOrder() {
        String invite = framed(Samples.INVITE);
        String ok = framed(Samples.OK);
        String tortuous = framed(Samples.TORTUOUS);
        String stream = PING + invite + ok + PING + PING + "\r\n" + tortuous + "\r\n";
        assertThat(whole(stream, LIMITS))
                .containsExactly("ping", invite, ok, "ping", "ping", tortuous);
        assertSameHoweverChopped(stream, LIMITS);
    }

    @Test
    void aLineEndAnswersAPingOfOursAndIsNoHalfOfOne() {
        StreamFramer framer = new StreamFramer(LIMITS);
        framer.expectPong();
        assertThat(framer.unused()).isFalse();
        framer.feed(Samples.bytes("\r\n"));
        assertThat(drain(framer)).containsExactly("pong");
        assertThat(framer.unused()).isTrue();

        framer.expectPong();
        framer.feed(Samples.bytes("\r\n" + PING + framed(Samples.INVITE)));
        assertThat(drain(framer)).containsExactly("pong", "ping", framed(Samples.INVITE));
    }

    @Test
    void framesAreReadAsTheParserReadsThem() {
        MessageParser parser = new MessageParser(LIMITS);
        String bad = framed(Samples.INVITE).replaceFirst("CSeq: 1", "CSeq: x");
        String ugly = framed(Samples.INVITE).replaceFirst("sip:bob@", "<>");
        for (String each : List.of(framed(Samples.INVITE), framed(Samples.TORTUOUS), bad, ugly)) {
            String expected = parser.parse(Samples.bytes(each)).toString();
            for (int cut = 0; cut < each.length(); cut++) {
                StreamFramer framer = new StreamFramer(LIMITS);
                framer.feed(Samples.bytes(PING + each.substring(0, cut)));
                assertThat(framer.next()).isInstanceOf(StreamFramer.KeepAlive.class);
                assertThat(framer.next()).isInstanceOf(StreamFramer.Incomplete.class);
                framer.feed(Samples.bytes(each.substring(cut) + each));
                for (int i = 0; i < 2; i++) {
                    StreamFramer.Frame frame = (StreamFramer.Frame) framer.next();
                    assertThat(frame.parse()).hasToString(expected);
                    assertThat(frame.parse()).hasToString(expected);
                }
            }
        }
    }

    @Test
    void aMessageStaysAsItIsWhenMoreComes() {
        byte[] first = Samples.bytes(framed(Samples.INVITE));
        StreamFramer framer = new StreamFramer(LIMITS);
        framer.feed(first);
        StreamFramer.Frame frame = (StreamFramer.Frame) framer.next();
        framer.feed(new byte[] {'x', '\r', '\n'});
        assertThat(framer.next()).isInstanceOf(StreamFramer.Broken.class);
        assertThat(frame.bytes()).isEqualTo(first).isNotSameAs(first);
    }

    @Test
    void itIsAsNewBetweenMessagesOnly() {
        String stream = PING + framed(Samples.INVITE) + "\r\n";
        StreamFramer framer = new StreamFramer(LIMITS);
        assertThat(framer.unused()).isTrue();
        for (int at = 0; at < stream.length(); at++) {
            framer.feed(Samples.bytes(stream.substring(at, at + 1)));
            drain(framer);
            boolean between = at == PING.length() - 1 || at == stream.length() - 3;
            assertThat(framer.unused()).as("after %d", at).isEqualTo(between);
        }
        framer.feed(Samples.bytes("\r\n" + framed(Samples.OK)));
        assertThat(drain(framer)).containsExactly("ping", framed(Samples.OK));
        framer.feed(Samples.bytes("x\r\n"));
        drain(framer);
        assertThat(framer.unused()).isFalse();
    }

    @Test
    void compactAndFoldedLengthsCount() {
        String head = Samples.BARE.strip() + "\r\n";
        String one = head + "l: 3\r\n\r\nabc";
        String two = head + "CONTENT-length \t:\r\n 2 \r\n \r\n\r\nde";
        String three = head + "l: 1\r\nContent-Length: 01\r\n\r\nf";
        assertThat(whole(one + two + three, LIMITS)).containsExactly(one, two, three);
        assertSameHoweverChopped(one + two + three, LIMITS);
    }

    @Test
    void randomStreamsComeOutWhole() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            RandomMessages messages = new RandomMessages(seed);
            List<String> expected = new ArrayList<>();
            StringBuilder stream = new StringBuilder();
            for (int i = 0; i < 5; i++) {
                String message = messages.message();
                expected.add(message);
                stream.append(random.nextBoolean() ? "" : "\r\n").append(message);
            }
            byte[] bytes = Samples.bytes(stream.toString());
            StreamFramer framer = new StreamFramer(LIMITS);
            List<String> events = new ArrayList<>();
            int at = 0;
            while (at < bytes.length) {
                int next = Math.min(bytes.length, at + 1 + random.nextInt(400));
                framer.feed(Arrays.copyOfRange(bytes, at, next));
                events.addAll(drain(framer));
                at = next;
            }
            assertThat(events).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void withoutContentLengthTheStreamIsBroken() {
        Malformed malformed = broken(Samples.BARE);
        assertThat(malformed.fault()).isEqualTo(Fault.CONTENT_LENGTH);
        SipResponse reply = Objects.requireNonNull(malformed.reply());
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.reason()).isEqualTo("Missing Content-Length header field");
        assertThat(broken(Samples.TRYING).reply()).isNull();
        assertSameHoweverChopped(Samples.BARE + "x", LIMITS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "l: 1\r\nl: 2",
                "l: -1",
                "l: x",
                "l: 1 1",
                "l: 99999999999",
                "l:",
                "l: 5\nX: y",
                "X: y\rl: 5",
                "X: \0\r\nl: 5",
                "\0: \r\nl: 5",
                "X\r\nl: 5",
                ": x\r\nl: 5"
            })
    void doubtAboutTheLengthBreaksTheStream(String lines) {
        String stream = Samples.BARE.strip() + "\r\n" + lines + "\r\n\r\n" + "x".repeat(9);
        assertThat(Objects.requireNonNull(broken(stream).reply()).status()).isEqualTo(400);
        assertSameHoweverChopped(stream, LIMITS);
    }

    @Test
    void noiseBreaksTheStreamAtItsFirstLine() {
        assertThat(broken("GET / HTTP/1.1\r\n").fault()).isEqualTo(Fault.NOT_SIP);
        assertThat(broken("\n").fault()).isEqualTo(Fault.NOT_SIP);
        assertThat(broken("\rx\n").fault()).isEqualTo(Fault.NOT_SIP);
        assertThat(broken("x".repeat(9_000)).fault()).isEqualTo(Fault.NOT_SIP);
        assertSameHoweverChopped("GET / HTTP/1.1\r\nHost: x\r\n\r\n", LIMITS);
        assertSameHoweverChopped("\r\n\rx\r\n", LIMITS);
    }

    @Test
    void aStartLineThatIsOnlyWrongIsLeftToTheParser() {
        String bad = framed(Samples.INVITE).replaceFirst("SIP/2.0", "SIP/9.0");
        assertThat(whole(bad + bad, LIMITS)).containsExactly(bad, bad);
        String ugly = framed(Samples.INVITE).replaceFirst("sip:bob@", "<>");
        assertThat(whole(ugly, LIMITS)).containsExactly(ugly);
    }

    @Test
    void limitsStrikeBeforeTheEnd() {
        String head = Samples.BARE.substring(0, Samples.BARE.length() - 2);
        Malformed line = broken(head + "X: " + "y".repeat(8_192));
        assertThat(line.fault()).isEqualTo(Fault.HEADER_TOO_LONG);
        assertThat(Objects.requireNonNull(line.reply()).callId()).isEqualTo("1");
        Malformed lines = broken(head + "X: y\r\n".repeat(300));
        assertThat(lines.fault()).isEqualTo(Fault.TOO_MANY_HEADERS);
        Malformed large = broken(head + "l: 70000\r\n\r\n");
        assertThat(large.fault()).isEqualTo(Fault.BODY_TOO_LARGE);
        assertThat(Objects.requireNonNull(large.reply()).status()).isEqualTo(413);
        Malformed sum = broken(head + "l: 65500\r\n\r\n");
        assertThat(sum.fault()).isEqualTo(Fault.TOO_LARGE);
        assertThat(Objects.requireNonNull(sum.reply()).status()).isEqualTo(513);
        ParseLimits small = new ParseLimits(200, 256, 150, 99, 100);
        assertThat(broken(head + "X: y\r\n".repeat(40), small).fault()).isEqualTo(Fault.TOO_LARGE);
        ParseLimits tight = new ParseLimits(150, 5, 33, 99, 20);
        assertSameHoweverChopped(framed(Samples.INVITE), tight);
        assertSameHoweverChopped(head + "X: " + "y".repeat(99) + "\r\n\r\n", tight);
        assertSameHoweverChopped(head + "X: y\r\n\r\n", tight);
        assertSameHoweverChopped(head.substring(0, 50) + "X:\r\n ".repeat(30), tight);
    }

    @Test
    void afterABreakNothingIsTaken() {
        StreamFramer framer = new StreamFramer(LIMITS);
        framer.feed(Samples.bytes("x\r\n"));
        assertThat(framer.next()).isInstanceOf(StreamFramer.Broken.class);
        ByteBuffer more = ByteBuffer.wrap(Samples.bytes(framed(Samples.INVITE)));
        framer.feed(more);
        assertThat(more.hasRemaining()).isFalse();
        assertThat(framer.next()).isInstanceOf(StreamFramer.Broken.class);
    }

    @Test
    void octetByOctetTakesNoLongerThanItsLength() {
        int most = Integer.MAX_VALUE;
        ParseLimits huge = new ParseLimits(most, most, most, most, most);
        byte[] body = new byte[3_000_000];
        String head = Samples.BARE.strip() + "\r\nX: " + "y".repeat(2_000_000);
        byte[] start = Samples.bytes(head + "\r\nl: " + body.length + "\r\n\r\n");
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> {
                    StreamFramer framer = new StreamFramer(huge);
                    byte[] one = new byte[1];
                    for (byte octet : start) {
                        one[0] = octet;
                        framer.feed(one);
                        assertThat(framer.next() instanceof StreamFramer.Incomplete).isTrue();
                    }
                    for (int i = 0; i < body.length; i += 100) {
                        framer.feed(ByteBuffer.wrap(body, i, 100));
                        boolean last = i + 100 == body.length;
                        assertThat(framer.next() instanceof StreamFramer.Frame).isEqualTo(last);
                    }
                });
    }
}
