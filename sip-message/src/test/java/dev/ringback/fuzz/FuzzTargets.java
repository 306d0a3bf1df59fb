package dev.ringback.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.Findings;
import dev.ringback.header.HeaderField;
import dev.ringback.header.Problem;
import dev.ringback.header.catalog.HeaderCatalog;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.parse.Malformed;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.ParseResult;
import dev.ringback.parse.Parsed;
import dev.ringback.parse.StreamFramer;
import dev.ringback.sample.Answers;
import dev.ringback.sample.Samples;
import dev.ringback.text.Ascii;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import dev.ringback.verdict.MessageValidator;
import dev.ringback.verdict.Verdict;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What must hold for any octets. Each target returns quietly or throws.
public final class FuzzTargets {
    private static final ParseLimits LIMITS = ParseLimits.defaults();
    private static final MessageParser PARSER = new MessageParser(LIMITS);
    private static final MessageValidator VALIDATOR = new MessageValidator();
    private static final List<HeaderField<?>> FIELDS = HeaderCatalog.standard().fields();

    private FuzzTargets() {}

    /// A datagram: parsing is total and repeatable, writing is its inverse, and a hop that changes
    /// nothing changes nothing.
    public static void message(byte[] datagram) {
        byte[] copy = datagram.clone();
        ParseResult result = PARSER.parse(copy);
        assertThat(copy).isEqualTo(datagram);
        switch (result) {
            case Malformed malformed -> refused(malformed, datagram);
            case Parsed parsed -> taken(parsed.message(), datagram);
        }
    }

    private static void refused(Malformed malformed, byte[] datagram) {
        assertThat(PARSER.parse(datagram.clone()).toString()).isEqualTo(malformed.toString());
        assertThat(malformed.offset()).isBetween(0, datagram.length);
        SipResponse reply = malformed.reply();
        if (reply != null) {
            assertThat(reply.status()).isEqualTo(malformed.fault().status());
            assertThat(reply.size()).isLessThan(datagram.length + 150);
            assertThat(Answers.of(reply)).isEqualTo(Answers.of(reply.edit().build()));
        }
    }

    private static void taken(SipMessage message, byte[] datagram) {
        String answers = Answers.of(message);
        byte[] written = message.toBytes();
        int start = 0;
        while (datagram[start] == '\r') {
            start += 2;
        }
        assertThat(written).isEqualTo(Arrays.copyOfRange(datagram, start, start + written.length));
        assertThat(Answers.of(Samples.message(written))).isEqualTo(answers);
        SipMessage edited = edited(message);
        assertThat(Answers.of(edited)).isEqualTo(answers);
        SipMessage again = Samples.message(edited.toBytes());
        assertThat(Answers.of(again)).isEqualTo(answers);
        assertThat(edited(again).toBytes()).isEqualTo(edited.toBytes());
    }

    private static SipMessage edited(SipMessage message) {
        return switch (message) {
            case SipRequest request -> request.edit().build();
            case SipResponse response -> response.edit().build();
        };
    }

    /// A stream, however chopped: its first octet is how long the pieces are.
    public static void stream(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] stream = Arrays.copyOfRange(input, 1, input.length);
        int piece = 1 + (input[0] & 0xff);
        List<String> whole = events(stream, stream.length + 1, stream.length + 1);
        assertThat(events(stream, piece, piece)).isEqualTo(whole);
        assertThat(events(stream, 1 + piece / 2, 1)).isEqualTo(whole);
    }

    /// What comes out of a stream that arrives in pieces of two lengths in turn. Frames are told
    /// as what they are read as.
    public static List<String> events(byte[] stream, int one, int other) {
        StreamFramer framer = new StreamFramer(LIMITS);
        List<String> events = new ArrayList<>();
        int at = 0;
        boolean odd = false;
        while (at < stream.length && !(framer.next() instanceof StreamFramer.Broken)) {
            int length = Math.min(odd ? other : one, stream.length - at);
            framer.feed(ByteBuffer.wrap(stream, at, length));
            drain(framer, events);
            at += length;
            odd = !odd;
        }
        return events;
    }

    private static void drain(StreamFramer framer, List<String> events) {
        while (true) {
            switch (framer.next()) {
                case StreamFramer.Frame frame -> {
                    assertThat(told(frame.parse())).isEqualTo(told(PARSER.parse(frame.bytes())));
                    events.add(new String(frame.bytes(), StandardCharsets.ISO_8859_1));
                }
                case StreamFramer.KeepAlive _ -> events.add("ping");
                case StreamFramer.Pong _ -> events.add("pong");
                case StreamFramer.Incomplete _ -> {
                    return;
                }
                case StreamFramer.Broken broken -> {
                    events.add(broken.malformed().toString());
                    return;
                }
            }
        }
    }

    private static String told(ParseResult result) {
        return switch (result) {
            case Parsed parsed -> parsed.message() + Answers.of(parsed.message());
            case Malformed malformed -> malformed.toString();
        };
    }

    /// A URI: it is written as it was read, equals itself, and gives the same parts when it is put
    /// together again.
    public static void uri(byte[] input) {
        Uri uri = Uri.parse(input, 0, input.length);
        if (uri == null) {
            return;
        }
        String text = new String(input, StandardCharsets.UTF_8);
        assertThat(Uri.parse(uri.toString())).isEqualTo(uri);
        assertThat(uri.toString()).isEqualToIgnoringCase(text);
        assertThat(Answers.of(uri)).isEqualTo(Answers.of(uri));
        if (uri instanceof SipUri sip) {
            assertThat(sip.equivalent(sip)).isTrue();
            SipUri made = SipUri.of(sip.secure(), sip.user(), sip.host(), sip.port());
            assertThat(made.user()).isEqualTo(sip.user());
            assertThat(made.host()).isEqualTo(sip.host());
            assertThat(SipUri.of(sip.secure(), made.user(), made.host(), made.port()))
                    .isEqualTo(made);
            assertThat(sip.withParameter("x", "\r\n").toString()).doesNotContain("\r", "\n");
            assertThat(sip.withParameter("x", "y").withoutParameter("x").parameter("x")).isNull();
            assertThat(sip.withoutHeaders().headerNames()).isEmpty();
        }
    }

    /// A message before the strict reader: it answers twice alike, its lenient reading is that of
    /// the parser, and what the parser refuses is not valid.
    public static void verdict(byte[] message) {
        Verdict verdict = VALIDATOR.validate(message.clone());
        assertThat(VALIDATOR.validate(message.clone()).problems()).isEqualTo(verdict.problems());
        assertThat(verdict.problems())
                .allMatch(problem -> problem.offset() >= 0 && problem.offset() <= message.length);
        switch (PARSER.parse(message)) {
            case Malformed _ -> assertThat(verdict.valid()).isFalse();
            case Parsed parsed ->
                    assertThat(((Parsed) verdict.result()).message().toBytes())
                            .isEqualTo(parsed.message().toBytes());
        }
    }

    /// A value of a header field: the first octet chooses the field. What was read is written so
    /// that it is read as the same.
    public static void header(byte[] input) {
        if (input.length == 0) {
            return;
        }
        HeaderField<?> field = FIELDS.get((input[0] & 0xff) % FIELDS.size());
        header(field, Arrays.copyOfRange(input, 1, input.length));
    }

    /// A value of this header field.
    public static void header(HeaderField<?> field, byte[] value) {
        Object read = field.parse(value, 0, value.length);
        assertThat(field.parse(value, 0, value.length)).isEqualTo(read);
        if (read != null) {
            String written = read.toString();
            assertThat(field.parse(written)).as("%s of %s", field, written).isEqualTo(read);
        }
        line(field, value);
    }

    private static <T> void line(HeaderField<T> field, byte[] value) {
        int start = Ascii.skip(value, 0, value.length, Ascii.WHITE);
        int end = Ascii.trimEnd(value, start, value.length);
        List<T> values = new ArrayList<>();
        int fault = field.readLine(value, start, end, values);
        assertThat(fault).isBetween(-1, value.length);
        List<T> strictly = new ArrayList<>();
        Findings findings = new Findings(field.name(), position -> position);
        field.check(value, start, end, strictly, findings);
        assertThat(strictly).isEqualTo(values);
        assertThat(findings.problems().stream().anyMatch(Problem::error) || fault < 0).isTrue();
    }
}
