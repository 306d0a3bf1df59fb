package dev.ringback.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.header.route.Via;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.parse.Fault;
import dev.ringback.parse.Malformed;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.ParseResult;
import dev.ringback.parse.Parsed;
import dev.ringback.parse.StreamFramer;
import dev.ringback.sample.Answers;
import dev.ringback.sample.Corpus;
import dev.ringback.sample.Samples;
import dev.ringback.uri.SipUri;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Messages that two elements could read differently: each is read the same as a datagram, on a
/// stream and behind a proxy, or refused everywhere. Nothing becomes something else on its way.
class SmugglingTest {
    private static final MessageParser PARSER = new MessageParser(ParseLimits.defaults());
    private static final String OWN_VIA = "SIP/2.0/TCP proxy.example;branch=z9hG4bKown";
    private static final String OWN_ROUTE = "<sip:proxy.example;lr>";
    private static final String BASE =
            Samples.wire(
                    """
                    INVITE sip:bob@example.com SIP/2.0
                    Via: SIP/2.0/UDP a.example;branch=z9hG4bK1
                    Max-Forwards: 70
                    From: <sip:alice@example.com>;tag=1
                    To: <sip:bob@example.com>
                    Call-ID: x@y
                    CSeq: 1 INVITE
                    X-Place: here
                    Content-Length: 5

                    hello""");

    /// An attack: what of [#BASE] is replaced, by what, and how it is refused.
    ///
    /// @param fault null when it is taken, because nobody can misread it
    record Attack(String name, String place, String text, @Nullable Fault fault) {
        byte[] bytes() {
            assertThat(BASE).contains(place);
            return Corpus.octets(BASE.replace(place, text));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Attack taken(String name, String place, String text) {
        return new Attack(name, place, text, null);
    }

    private static Attack refused(String name, String place, String text, Fault fault) {
        return new Attack(name, place, text, fault);
    }

    private static final String HERE = "X-Place: here";
    private static final String LENGTH = "Content-Length: 5";

    static Stream<Attack> lines() {
        return Stream.of(
                taken("space before the colon", LENGTH, "Content-Length : 5"),
                taken("tab before the colon", LENGTH, "Content-Length\t: 5"),
                taken("white space around the colon", LENGTH, "l \t :\t 5 \t"),
                refused("fold before the colon", LENGTH, "l\r\n : 5", Fault.HEADER_SYNTAX),
                refused("vertical tab before the colon", LENGTH, "l\u000b: 5", Fault.HEADER_SYNTAX),
                refused("form feed before the colon", LENGTH, "l\f: 5", Fault.HEADER_SYNTAX),
                refused("NUL before the colon", LENGTH, "l\0: 5", Fault.HEADER_SYNTAX),
                refused(
                        "no-break space in a name",
                        LENGTH,
                        "l\u00c2\u00a0: 5",
                        Fault.HEADER_SYNTAX),
                refused("CR before the colon", LENGTH, "l\r: 5", Fault.HEADER_SYNTAX),
                refused("LF before the colon", LENGTH, "l\n: 5", Fault.HEADER_SYNTAX),
                refused("no name", HERE, ": here", Fault.HEADER_SYNTAX),
                refused("no colon", HERE, "X-Place", Fault.HEADER_SYNTAX),
                refused("Latin-1 in a name", HERE, "X\u00e9: here", Fault.HEADER_SYNTAX),
                refused("overlong colon", HERE, "X\u00c0\u00ba here", Fault.HEADER_SYNTAX),
                refused("overlong LF in a name", HERE, "X\u00c0\u008al: 9", Fault.HEADER_SYNTAX),
                taken("overlong LF in a value", HERE, "X: a\u00c0\u008al: 9"),
                taken("overlong CRLF in a value", HERE, "X: a\u00c0\u008d\u00c0\u008al: 9"),
                taken("broken UTF-8 in a value", HERE, "X: \u00ff\u00fe\u0080\u00c3"),
                taken("other line ends of Unicode", HERE, "X: a\u00c2\u0085l: 9\u00e2\u0080\u00a8"),
                refused("bare CR", HERE, "X: a\rl: 9", Fault.HEADER_SYNTAX),
                refused("bare LF", HERE, "X: a\nl: 9", Fault.HEADER_SYNTAX),
                refused("bare LF at the end", HERE + "\r\n", HERE + "\n", Fault.HEADER_SYNTAX),
                refused("CR CR LF", HERE + "\r\n", HERE + "\r\r\n", Fault.HEADER_SYNTAX),
                refused("LF CR", HERE, "X: a\n\rl: 9", Fault.HEADER_SYNTAX),
                refused("empty line of LF", LENGTH + "\r\n", LENGTH + "\n\n", Fault.HEADER_SYNTAX),
                refused("NUL in a value", HERE, "X: a\0b", Fault.HEADER_SYNTAX),
                refused("NUL in a quoted string", HERE, "X: \"a\0b\"", Fault.HEADER_SYNTAX),
                taken("escaped NUL in a quoted string", HERE, "X: \"a\\\0b\""),
                refused("escaped LF", HERE, "X: \"a\\\nl: 9\"", Fault.HEADER_SYNTAX),
                refused("escaped CRLF", HERE, "X: \"a\\\r\nl: 9\"", Fault.CONTENT_LENGTH),
                taken("escape before a fold", HERE, "X: \"a\\\r\n l: 9\""),
                taken("fold of white space alone", HERE, "X: a\r\n \r\n\t\r\n b"),
                taken("fold in place of an empty line", HERE, HERE + "\r\n \r\n l: 9"),
                taken("quote that does not end", HERE, "X: \"a"));
    }

    static Stream<Attack> lengths() {
        return Stream.of(
                taken("length twice", LENGTH, LENGTH + "\r\n" + LENGTH),
                taken("length in both forms", LENGTH, "l: 5\r\n" + HERE + "\r\n" + LENGTH),
                taken("length with a zero", LENGTH, "l: 05\r\n" + LENGTH),
                taken("folded length", LENGTH, "Content-Length:\r\n 5\r\n "),
                refused("folded digits", LENGTH, "l: 0\r\n 5", Fault.CONTENT_LENGTH),
                refused("two lengths", LENGTH, LENGTH + "\r\nl: 4", Fault.CONTENT_LENGTH),
                refused(
                        "two lengths, short first",
                        LENGTH,
                        "l: 0\r\n" + LENGTH,
                        Fault.CONTENT_LENGTH),
                refused("lengths in a list", LENGTH, "l: 5, 5", Fault.CONTENT_LENGTH),
                refused("positive length", LENGTH, "l: +5", Fault.CONTENT_LENGTH),
                refused("negative length", LENGTH, "l: -5", Fault.CONTENT_LENGTH),
                refused("split length", LENGTH, "l: 5 5", Fault.CONTENT_LENGTH),
                refused("hexadecimal length", LENGTH, "l: 0x5", Fault.CONTENT_LENGTH),
                refused("quoted length", LENGTH, "l: \"5\"", Fault.CONTENT_LENGTH),
                refused("length with a parameter", LENGTH, "l: 5;a=b", Fault.CONTENT_LENGTH),
                refused("length with a comment", LENGTH, "l: 5 (five)", Fault.CONTENT_LENGTH),
                refused("length over 32 bits", LENGTH, "l: 4294967301", Fault.CONTENT_LENGTH),
                refused(
                        "length over 64 bits",
                        LENGTH,
                        "l: 18446744073709551621",
                        Fault.CONTENT_LENGTH),
                refused("Arabic digits", LENGTH, "l: \u00d9\u00a5", Fault.CONTENT_LENGTH),
                refused("empty length", LENGTH, "l:", Fault.CONTENT_LENGTH),
                refused("length and vertical tab", LENGTH, "l: 5\u000b", Fault.HEADER_SYNTAX),
                refused("length and NUL", LENGTH, "l: 5\0", Fault.HEADER_SYNTAX),
                taken("another kind of length", LENGTH, LENGTH + "\r\nTransfer-Encoding: chunked"),
                taken("a name that begins alike", LENGTH, LENGTH + "\r\nContent-Lengt: 9"),
                taken("a name that goes on", LENGTH, LENGTH + "\r\nContent-Length1: 9"));
    }

    static Stream<Attack> starts() {
        String start = "INVITE sip:bob@example.com SIP/2.0\r\n";
        String via = "Via: SIP/2.0/UDP a.example;branch=z9hG4bK1";
        return Stream.of(
                taken("line ends first", start, "\r\n\r\n\r\n" + start),
                refused("fold before the headers", start, start + " X: y\r\n", Fault.HEADER_SYNTAX),
                refused("two start lines", start, start + start, Fault.HEADER_SYNTAX),
                refused(
                        "a status line too",
                        start,
                        start + "SIP/2.0 200 OK\r\n",
                        Fault.HEADER_SYNTAX),
                refused("folded start line", "bob@example", "bob\r\n @example", Fault.NOT_SIP),
                refused("tab in the start line", " SIP/2.0\r\n", "\tSIP/2.0\r\n", Fault.NOT_SIP),
                refused("LF after the start line", "2.0\r\n", "2.0\n", Fault.NOT_SIP),
                refused("NUL in the URI", "bob@", "b\0b@", Fault.NOT_SIP),
                refused(
                        "overlong NUL in the URI",
                        "sip:bob@",
                        "sip:\u00c0\u0080@",
                        Fault.START_LINE),
                refused("header in the URI", "example.com SIP", "e?l=9 SIP", Fault.START_LINE),
                taken("escaped CRLF in the URI", "bob@", "bob%0d%0al:%209@"),
                taken("escaped NUL in the URI", "bob@", "bob%00@"),
                refused("half an escape", "bob@example.com SIP", "bob%0@e SIP", Fault.START_LINE),
                refused("escape in the host", "example.com SIP", "e%0d%0a SIP", Fault.START_LINE),
                taken("Via in a list", via, via + ", SIP/2.0/TCP b.example"),
                taken("Via on two lines", via, via + "\r\nv: SIP/2.0/TCP b.example"),
                taken("Via folded", via, via + "\r\n\t,SIP/2.0/TCP b.example"),
                refused("Via with an empty value", via, via + ",", Fault.HEADER_VALUE),
                refused("From twice", HERE, "f: <sip:x@y>;tag=2", Fault.REPEATED_HEADER),
                refused("CSeq in a list", "1 INVITE", "1 INVITE, 2 BYE", Fault.HEADER_VALUE),
                refused("Call-ID of two words", "x@y", "x@y z", Fault.HEADER_VALUE));
    }

    static Stream<Attack> attacks() {
        return Stream.of(lines(), lengths(), starts()).flatMap(attacks -> attacks);
    }

    /// What a path makes of a message: what it answers, or the fault.
    private static String verdict(ParseResult result) {
        return switch (result) {
            case Parsed parsed -> Answers.of(parsed.message());
            case Malformed malformed -> malformed.fault().word();
        };
    }

    private static String datagram(byte[] bytes) {
        return verdict(PARSER.parse(bytes.clone()));
    }

    private static String stream(byte[] bytes, int piece) {
        StreamFramer framer = new StreamFramer(ParseLimits.defaults());
        for (int at = 0; at < bytes.length; at += piece) {
            framer.feed(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece)));
            StreamFramer.Result result = framer.next();
            while (result instanceof StreamFramer.KeepAlive) {
                result = framer.next();
            }
            switch (result) {
                case StreamFramer.Frame frame -> {
                    assertThat(framer.partial()).isFalse();
                    return verdict(PARSER.parse(frame.bytes()));
                }
                case StreamFramer.Broken broken -> {
                    return verdict(broken.malformed());
                }
                case StreamFramer.Incomplete _, StreamFramer.KeepAlive _, StreamFramer.Pong _ -> {}
            }
        }
        return "incomplete";
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void attacksAreReadTheSameOnEveryPath(Attack attack) {
        byte[] bytes = attack.bytes();
        String verdict = datagram(bytes);
        Fault fault = attack.fault();
        if (fault == null) {
            assertThat(verdict).startsWith("INVITE\n").endsWith("hello");
        } else {
            assertThat(verdict).isEqualTo(fault.word());
        }
        assertThat(stream(bytes, bytes.length)).isEqualTo(verdict);
        assertThat(stream(bytes, 1)).isEqualTo(verdict);
    }

    static Stream<Attack> harmless() {
        return attacks().filter(attack -> attack.fault() == null);
    }

    private static SipRequest forwarded(SipRequest request) {
        return request.edit()
                .addFirst(HeaderName.VIA, OWN_VIA)
                .set(HeaderName.MAX_FORWARDS, "69")
                .addFirst(HeaderName.RECORD_ROUTE, OWN_ROUTE)
                .build();
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void whatIsForwardedIsReadAsWhatCame(Attack attack) {
        byte[] bytes = attack.bytes();
        SipRequest came = (SipRequest) Samples.message(bytes);
        SipRequest went = forwarded(came);
        byte[] wire = went.toBytes();
        assertThat(datagram(wire)).isEqualTo(Answers.of(went));
        assertThat(stream(wire, 3)).isEqualTo(Answers.of(went));
        SipRequest next = (SipRequest) Samples.message(wire);
        SipRequest undone =
                next.edit()
                        .removeFirst(HeaderName.VIA)
                        .remove(HeaderName.RECORD_ROUTE)
                        .set(HeaderName.MAX_FORWARDS, "70")
                        .build();
        assertThat(Answers.of(undone)).isEqualTo(Answers.of(came));
        assertThat(untouched(wire)).isEqualTo(untouched(bytes));
    }

    /// The octets of a message without the lines that a hop may touch.
    private static List<String> untouched(byte[] message) {
        List<String> lines = new ArrayList<>();
        for (String line : HeadLines.of(message)) {
            boolean own = line.equals("Via: " + OWN_VIA + "\r\n") || line.contains(OWN_ROUTE);
            boolean length = line.startsWith("l") || line.startsWith("Content-Length");
            if (!own && !line.startsWith("Max-Forwards") && (!length || line.contains("Length1"))) {
                lines.add(line);
            }
        }
        return lines;
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void repliesCarryNoLineOfTheirOwn(Attack attack) {
        byte[] bytes = attack.bytes();
        SipResponse reply =
                switch (PARSER.parse(bytes)) {
                    case Parsed parsed ->
                            SipResponse.replyTo((SipRequest) parsed.message(), 404)
                                    .statelessTag()
                                    .build();
                    case Malformed malformed -> malformed.reply();
                };
        if (reply != null) {
            assertThat(HeadLines.of(reply.toBytes()))
                    .allMatch(line -> !line.startsWith("l:") && !line.startsWith("X"));
            assertThat(reply.bodyLength()).isZero();
        }
    }

    @Test
    void whatFollowsTheBodyOfADatagramGoesNowhere() {
        String second = BASE.replace("INVITE", "BYE");
        SipRequest request = Samples.request(BASE + second);
        assertThat(Answers.of(request)).isEqualTo(datagram(Corpus.octets(BASE)));
        assertThat(forwarded(request).toString()).doesNotContain("BYE").endsWith("hello");
        StreamFramer framer = new StreamFramer(ParseLimits.defaults());
        framer.feed(Corpus.octets(BASE + second));
        for (String expected : List.of(BASE, second)) {
            StreamFramer.Frame frame = (StreamFramer.Frame) framer.next();
            assertThat(Samples.text(frame.bytes())).isEqualTo(expected);
        }
    }

    @Test
    void aLengthThatIsMissingEndsAtTheDatagramAndBreaksAStream() {
        byte[] bytes = Corpus.octets(BASE.replace(LENGTH + "\r\n", ""));
        assertThat(datagram(bytes)).endsWith("hello");
        assertThat(stream(bytes, bytes.length)).isEqualTo(Fault.CONTENT_LENGTH.word());
        SipRequest went = forwarded((SipRequest) Samples.message(bytes));
        assertThat(stream(went.toBytes(), 7)).endsWith("hello").isEqualTo(Answers.of(went));
    }

    @Test
    void unescapedTextIsEscapedAgainWhereItIsWritten() {
        SipRequest request = Samples.request(BASE.replace("<sip:alice", "<sip:a%0d%0al%3a%209"));
        SipUri uri = (SipUri) request.from().uri();
        String user = Objects.requireNonNull(uri.user());
        assertThat(user).isEqualTo("a\r\nl: 9");
        SipUri made = SipUri.of(false, user, "h", -1).withParameter("p", user);
        NameAddress address = NameAddress.of(made).withParameter("x", "y");
        SipRequest written = request.edit().set(HeaderName.FROM, address.toString()).build();
        assertThat(written.from().uri()).isEqualTo(made);
        assertThat(HeadLines.of(written.toBytes())).hasSameSizeAs(HeadLines.of(request.toBytes()));
        assertThat(datagram(written.toBytes())).isEqualTo(Answers.of(written));
    }

    @Test
    void theSameViasAreReadFromAListAndFromLines() {
        List<List<Via>> readings =
                starts().filter(attack -> attack.name().matches("Via (in|on|folded).*"))
                        .map(attack -> Samples.message(attack.bytes()).read(Via.FIELD).values())
                        .toList();
        assertThat(readings).hasSize(3);
        assertThat(readings.stream().distinct()).hasSize(1);
        assertThat(readings.getFirst())
                .extracting(Via::host)
                .containsExactly("a.example", "b.example");
    }
}
