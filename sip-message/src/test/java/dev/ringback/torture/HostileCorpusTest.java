package dev.ringback.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.ringback.fuzz.FuzzTargets;
import dev.ringback.header.HeaderField;
import dev.ringback.header.catalog.HeaderCatalog;
import dev.ringback.parse.Fault;
import dev.ringback.parse.Malformed;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.sample.Corpus;
import dev.ringback.sample.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The corpus cut short, changed and chopped: nothing escapes, and all ways of reading agree.
class HostileCorpusTest {
    @SuppressWarnings("unused") // by name
    private static final List<Corpus.Message> TORTURE = Corpus.torture();

    private static final List<Corpus.Message> FLOWS = Corpus.flows();

    /// Octets that mean something somewhere.
    private static final byte[] MEANINGFUL =
            Corpus.octets("\0\t\n\r \"%,0:;<=>?@A[\\]x\u007f\u0080\u00c0\u00ff");

    /// One octet in so many of them takes an octet's place; which ones, is another with each place.
    private static final int STEP = 8;

    /// In flows, which are much alike, one octet in so many is changed with all checks.
    private static final int FLOW_STEP = 6;

    private static String named(Corpus.Message message, int at, int octet) {
        return message + " at " + at + ", octet " + octet;
    }

    /// Runs the target, and says where when it fails.
    private static void check(Corpus.Message message, byte[] bytes, int at, int octet) {
        try {
            FuzzTargets.message(bytes);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(named(message, at, octet), e);
        }
    }

    @Test
    void everyPrefixIsAnswered() {
        for (Corpus.Message message : Corpus.all()) {
            byte[] bytes = message.bytes();
            for (int length = 0; length <= bytes.length; length++) {
                check(message, Arrays.copyOf(bytes, length), length, -1);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("TORTURE")
    void everyChangeOfOneOctetIsAnswered(Corpus.Message message) {
        byte[] bytes = message.bytes();
        for (int at = 0; at < bytes.length; at++) {
            byte was = bytes[at];
            for (int i = at % STEP; i < MEANINGFUL.length; i += STEP) {
                bytes[at] = MEANINGFUL[i];
                check(message, bytes.clone(), at, bytes[at]);
            }
            bytes[at] = was;
        }
    }

    @ParameterizedTest
    @FieldSource("TORTURE")
    void everyOctetInEveryPlaceIsParsed(Corpus.Message message) {
        MessageParser parser = new MessageParser(ParseLimits.defaults());
        byte[] bytes = message.bytes();
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        for (int at = 0; at < bytes.length; at++) {
            byte was = bytes[at];
            for (int octet = 0; octet < 256; octet++) {
                bytes[at] = (byte) octet;
                if (parser.parse(bytes) instanceof Malformed malformed) {
                    faults.add(malformed.fault());
                }
            }
            bytes[at] = was;
        }
        assertThat(faults).contains(Fault.NOT_SIP);
    }

    @Test
    void changesOfOneOctetInFlowsAreAnswered() {
        MessageParser parser = new MessageParser(ParseLimits.defaults());
        int turn = 0;
        int malformed = 0;
        for (Corpus.Message message : FLOWS) {
            byte[] bytes = message.bytes();
            for (int at = 0; at < bytes.length; at++) {
                byte was = bytes[at];
                turn++;
                bytes[at] = MEANINGFUL[turn % MEANINGFUL.length];
                malformed += parser.parse(bytes) instanceof Malformed ? 1 : 0;
                if (turn % FLOW_STEP == 0) {
                    check(message, bytes.clone(), at, bytes[at]);
                }
                bytes[at] = was;
            }
        }
        assertThat(malformed).isBetween(turn / 2, turn - turn / 4);
    }

    @ParameterizedTest
    @FieldSource("TORTURE")
    void piecesOfAnyTwoLengthsGiveTheSame(Corpus.Message message) {
        byte[] stream = message.bytes();
        List<String> whole = FuzzTargets.events(stream, stream.length, 1);
        for (int one = 1; one <= 16; one++) {
            for (int other = 1; other <= 16; other++) {
                assertThat(FuzzTargets.events(stream, one, other))
                        .as("%d and %d", one, other)
                        .isEqualTo(whole);
            }
        }
    }

    @Test
    void everyMessageCutAtEveryOctetGivesTheSame() {
        for (Corpus.Message message : Corpus.all()) {
            byte[] stream = message.bytes();
            List<String> whole = FuzzTargets.events(stream, stream.length, 1);
            for (int cut = 1; cut < stream.length; cut++) {
                assertThat(FuzzTargets.events(stream, cut, stream.length))
                        .as("%s at %d", message, cut)
                        .isEqualTo(whole);
            }
        }
    }

    static Stream<HeaderField<?>> fields() {
        return HeaderCatalog.standard().fields().stream();
    }

    /// A quadratic reader would need minutes for one of these.
    @ParameterizedTest
    @MethodSource("fields")
    void everyHeaderIsReadInTimeThatGrowsWithItsLength(HeaderField<?> field) {
        int n = 100_000;
        List<String> values = new ArrayList<>();
        for (String piece :
                List.of(
                        ",",
                        ";",
                        "\"",
                        "\\",
                        "<",
                        ">",
                        "(",
                        " ",
                        "a",
                        "1",
                        "=",
                        "%41",
                        ".",
                        ":",
                        "a,",
                        ";a=b",
                        "a=b,",
                        "\"a\",",
                        "\\\"",
                        "<sip:a@b>,",
                        "<a",
                        "[",
                        "a/b;c,",
                        "1 a,",
                        "a b ")) {
            values.add(piece.repeat(n / piece.length()));
            values.add("sip:a@b" + piece.repeat(n / piece.length()));
            values.add("<sip:a@b>" + piece.repeat(n / piece.length()));
            values.add("Digest a=\"b\"" + piece.repeat(n / piece.length()));
        }
        assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> values.forEach(value -> FuzzTargets.header(field, Samples.bytes(value))));
    }
}
