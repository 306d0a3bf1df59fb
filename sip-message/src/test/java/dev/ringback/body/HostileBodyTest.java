package dev.ringback.body;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.ringback.header.HeaderName;
import dev.ringback.header.content.ContentType;
import dev.ringback.sample.BodySamples;
import dev.ringback.sample.BodySamples.Body;
import dev.ringback.sample.Samples;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/// No octets bring an exception out of the reader of multiparts, and none takes long.
class HostileBodyTest {
    private static final int[] OCTETS = {
        0, '\t', '\n', '\r', ' ', '-', ':', ';', '=', 'a', 'b', 'x', 0x7f, 0x80, 0xff
    };

    @SuppressWarnings("unused") // by name
    private static final List<Body> BODIES = BodySamples.ALL;

    /// Reads twice, calls every accessor, puts the octets together again, edits.
    private static boolean touch(ContentType type, byte[] body) {
        MultipartResult result = Multipart.parse(body.clone(), type);
        assertThat(Multipart.parse(body.clone(), type)).isEqualTo(result);
        return switch (result) {
            case MultipartResult.Malformed malformed -> {
                assertThat(malformed.offset()).isBetween(0, body.length);
                yield false;
            }
            case MultipartResult.Parsed parsed -> {
                Multipart multipart = parsed.multipart();
                assertThat(multipart.toBytes()).isEqualTo(body);
                assertThat(length(multipart)).isLessThan(body.length);
                multipart.parts().forEach(HostileBodyTest::touch);
                Multipart again = Multipart.of(multipart.parts());
                assertThat(Multipart.parse(again.toBytes(), again.contentType("mixed")))
                        .isEqualTo(new MultipartResult.Parsed(again));
                yield true;
            }
        };
    }

    private static int length(Multipart multipart) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(multipart.preamble());
        multipart.parts().forEach(part -> all.writeBytes(part.toBytes()));
        all.writeBytes(multipart.epilogue());
        return all.size();
    }

    private static void touch(BodyPart part) {
        for (int line = 0; line < part.headers().count(); line++) {
            assertThat(part.headers().values(part.headers().name(line)))
                    .contains(part.headers().value(line));
        }
        assertThat(new String(part.toBytes(), StandardCharsets.ISO_8859_1))
                .endsWith(new String(part.content(), StandardCharsets.ISO_8859_1));
        assertThat(part.multipart(BodyLimits.defaults())).isNotNull();
        BodyPart edited = part.with(HeaderName.CONTENT_TYPE, "a/b");
        assertThat(edited.content()).isEqualTo(part.content());
        assertThat(requireNonNull(edited.contentType()).is("a", "b")).isTrue();
    }

    @ParameterizedTest
    @FieldSource("BODIES")
    void everyPrefixIsAnswered(Body body) {
        ContentType type = requireNonNull(ContentType.FIELD.parse(body.contentType()));
        byte[] bytes = body.bytes();
        int read = 0;
        for (int length = 0; length <= bytes.length; length++) {
            read += touch(type, Arrays.copyOf(bytes, length)) ? 1 : 0;
        }
        assertThat(read).isPositive().isLessThan(bytes.length);
    }

    @ParameterizedTest
    @FieldSource("BODIES")
    void everyChangeOfOneOctetIsAnswered(Body body) {
        ContentType type = requireNonNull(ContentType.FIELD.parse(body.contentType()));
        byte[] bytes = body.bytes();
        int read = 0;
        for (int at = 0; at < bytes.length; at++) {
            for (int octet : OCTETS) {
                byte[] changed = bytes.clone();
                changed[at] = (byte) octet;
                read += touch(type, changed) ? 1 : 0;
            }
        }
        assertThat(read).isPositive().isLessThan(bytes.length * OCTETS.length);
    }

    static Stream<String> longInputs() {
        int n = 4_000_000;
        return Stream.of(
                "\r\n".repeat(n / 2),
                "\r\n--b".repeat(n / 5),
                "--b\r\n" + "\r\n--b ".repeat(n / 6),
                "--b\r\n\r\n" + "\r\n--b\r\n".repeat(n / 7) + "--b--",
                "--b\r\n\r\n" + "\r\n--b\r\n\r\n".repeat(n / 9) + "\r\n--b--",
                "--b\r\n" + "a: b\r\n".repeat(n / 6) + "\r\n--b--",
                "--b\r\na: " + "\r\n ".repeat(n / 3) + "\r\n\r\n--b--",
                "--b" + " ".repeat(n) + "\r\n\r\n--b--",
                "--b\r\n\r\n" + "-".repeat(n) + "\r\n--b--",
                "--b\r\n\r\n" + "ringback-00000000".repeat(n / 17) + "\r\n--b--");
    }

    @ParameterizedTest
    @MethodSource("longInputs")
    void timeGrowsWithTheLengthOnly(String text) {
        ContentType type = requireNonNull(ContentType.FIELD.parse("multipart/mixed;boundary=b"));
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> {
                    byte[] body = Samples.bytes(text);
                    MultipartResult result = Multipart.parse(body, type, BodyLimits.none());
                    if (result instanceof MultipartResult.Parsed parsed) {
                        Multipart again = Multipart.of(parsed.multipart().parts());
                        assertThat(again.parts()).hasSameSizeAs(parsed.multipart().parts());
                    }
                    assertThat(result).isNotNull();
                });
    }
}
